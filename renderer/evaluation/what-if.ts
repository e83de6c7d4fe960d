/** Evaluates a document that is not the open one: what a remedy would do, before it is accepted. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Evaluation } from '#shared/evaluation/evaluation';
import type { EvaluationReply, EvaluationRequest } from './messages';
import { startEvaluationWorker } from './start-worker';

let worker: Worker | undefined;
let lastRun = 0;
const waiting = new Map<number, (evaluation: Evaluation | undefined) => void>();

/** Undefined where it cannot be evaluated: then nothing is foretold. */
export function evaluateOnce(document: ProjectDocument, loadFactor: number): Promise<Evaluation | undefined> {
  worker ??= begin();
  lastRun += 1;
  const request: EvaluationRequest = { run: lastRun, document, loadFactor };
  worker.postMessage(request);
  return new Promise((resolve) => waiting.set(request.run, resolve));
}

function begin(): Worker {
  const started = startEvaluationWorker();
  started.onmessage = ({ data }: MessageEvent<EvaluationReply>) => {
    waiting.get(data.run)?.('evaluation' in data ? data.evaluation : undefined);
    waiting.delete(data.run);
  };
  started.onerror = () => {
    started.terminate();
    worker = undefined;
    for (const resolve of waiting.values()) resolve(undefined);
    waiting.clear();
  };
  return started;
}
