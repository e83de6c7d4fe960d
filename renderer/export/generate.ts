/** Asks the export worker for the CDK app of the open document. What was made is kept until the document means another. */
import type { StackChoice } from '#shared/cdk/stack-choice';
import type { ProjectDocument } from '#shared/document/schema';
import type { Finding } from '#shared/model/finding';
import { currentDocument, useProject } from '../project/store';
import type { ExportReply, ExportRequest, Generated } from './messages';
import { chosenStacks } from './stacks';
import { recordOfTarget } from './target';

interface Waiting {
  resolve(generated: Generated): void;
  reject(error: Error): void;
}

let worker: Worker | undefined;
let lastRun = 0;
const waiting = new Map<number, Waiting>();
let newest: Made | undefined;

interface Made {
  readonly meaning: number;
  readonly complete: boolean;
  readonly record: string | undefined;
  readonly stacks: StackChoice | undefined;
  readonly result: Promise<Generated>;
}

/**
 * Rejects with a sentence for a person.
 * @param record of the folder that the app is made for: its names are kept
 */
export function generateCurrent(record = recordOfTarget()): Promise<Generated> {
  const { meaning, complete, readFindings } = useProject.getState();
  const stacks = chosenStacks();
  const isSameDesign = newest?.meaning === meaning && newest.complete === complete;
  if (newest && isSameDesign && newest.record === record && newest.stacks === stacks) return newest.result;
  const result = generate(currentDocument(), complete ? [] : readFindings, record, stacks);
  const made = { meaning, complete, record, stacks, result };
  newest = made;
  // What failed is tried again when it is next asked for.
  result.catch(() => {
    if (newest === made) newest = undefined;
  });
  return result;
}

function generate(
  document: ProjectDocument,
  unread: readonly Finding[],
  record: string | undefined,
  stacks: StackChoice | undefined,
): Promise<Generated> {
  worker ??= begin();
  lastRun += 1;
  const request: ExportRequest = { run: lastRun, document, unread, record, stacks };
  worker.postMessage(request);
  return new Promise((resolve, reject) => waiting.set(request.run, { resolve, reject }));
}

function begin(): Worker {
  const started = new Worker(new URL('./export-worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<ExportReply>) => {
    const asked = waiting.get(data.run);
    waiting.delete(data.run);
    if ('generated' in data) asked?.resolve(data.generated);
    else asked?.reject(new Error(data.trouble));
  };
  started.onerror = ({ message }) => {
    started.terminate();
    worker = undefined;
    const why = message ? ` (${message})` : '';
    for (const { reject } of waiting.values()) reject(new Error(`Writing the CDK app stopped unexpectedly${why}.`));
    waiting.clear();
  };
  return started;
}
