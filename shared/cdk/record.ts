/** .spillway/export.json: what was exported under which names, so that the next export can tell edits and keep names. */
import type { ProjectNames } from './names';
import { json } from './project-files';
import { sha256 } from './sha256';
import { STACK_CHOICES, type StackChoice } from './stack-choice';
import type { AppStack } from './stacks';

export const RECORD_PATH = '.spillway/export.json';

export interface ExportRecord {
  /** Version of Spillway. */
  readonly spillway: string;
  readonly project: ProjectNames;
  /** What the drawing's groups became; absent for one stack. */
  readonly stacks?: Exclude<StackChoice, 'one'>;
  /** Names in code by resource id, and the id of its stack where there are several. */
  readonly resources: Readonly<
    Record<string, { readonly construct: string; readonly member: string; readonly stack?: string }>
  >;
  /** SHA-256 of each generated file, by path. */
  readonly generated: Readonly<Record<string, string>>;
  /** Files that were written once and are the person's since. */
  readonly yours: readonly string[];
}

export function recordOf(
  version: string,
  project: ProjectNames,
  choice: StackChoice,
  stacks: readonly AppStack[],
  generated: ReadonlyMap<string, string>,
  yours: ReadonlyMap<string, string>,
): string {
  const record: ExportRecord = {
    spillway: version,
    project,
    ...(choice === 'one' ? {} : { stacks: choice }),
    resources: Object.fromEntries(
      stacks
        .flatMap(({ names: { stackId }, emitted }) => emitted.resources.map((each) => ({ stackId, ...each })))
        .toSorted((a, b) => (a.resource.id < b.resource.id ? -1 : 1))
        .map(({ resource, names, stackId }) => [
          resource.id,
          {
            construct: names.constructId,
            member: names.member,
            ...(choice === 'one' ? {} : { stack: stackId }),
          },
        ]),
    ),
    generated: Object.fromEntries(
      [...generated].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => [path, sha256(text)]),
    ),
    yours: [...yours.keys()].toSorted(),
  };
  return json(record);
}

/** Undefined where there is no record or none that can be read: the folder then counts as new. */
export function readRecord(text: string | undefined): ExportRecord | undefined {
  if (text === undefined) return undefined;
  try {
    const record = JSON.parse(text) as Partial<ExportRecord> | null;
    const isRecord =
      typeof record?.project?.slug === 'string' &&
      /^[a-z][a-z0-9-]*$/.test(record.project.slug) &&
      /^[A-Z][A-Za-z0-9]*$/.test(record.project.className) &&
      typeof record.generated === 'object' &&
      (record.stacks === undefined || STACK_CHOICES.includes(record.stacks)) &&
      Array.isArray(record.yours);
    // Names that a record lacks are made anew, as for resources that it does not know.
    return isRecord ? ({ ...record, resources: record.resources ?? {} } as ExportRecord) : undefined;
  } catch {
    return undefined;
  }
}
