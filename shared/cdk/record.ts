/** .spillway/export.json: what was exported under which names, so that the next export can tell edits and keep names. */
import type { ProjectNames } from './names';
import { json } from './project-files';
import { sha256 } from './sha256';
import { STACK_CHOICES, type StackChoice } from './stack-choice';
import { type AppStack, stacksApart } from './stacks';

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
  /** Files that are the person's once edited: those of earlier exports too, for as long as they exist. */
  readonly yours: readonly string[];
  /** SHA-256 of each of them as this export has it, by path: one that still has it was not edited. */
  readonly written?: Readonly<Record<string, string>>;
  /** Paths of stacks within stacks, for what AWS keeps in another Region; absent where there are none. */
  readonly apart?: readonly string[];
  /** Paths of stacks that earlier exports made and this one does not: they may be deployed. Absent where there are none. */
  readonly left?: readonly string[];
}

export function recordOf(
  version: string,
  project: ProjectNames,
  choice: StackChoice,
  stacks: readonly AppStack[],
  generated: ReadonlyMap<string, string>,
  yours: ReadonlyMap<string, string>,
  left: readonly string[],
): string {
  const apart = stacks.flatMap((stack) => stacksApart(stack).map(({ path }) => path)).toSorted();
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
    generated: hashes(generated),
    yours: [...yours.keys()].toSorted(),
    written: hashes(yours),
    ...(apart.length > 0 ? { apart } : {}),
    ...(left.length > 0 ? { left } : {}),
  };
  return json(record);
}

const hashes = (files: ReadonlyMap<string, string>): Readonly<Record<string, string>> =>
  Object.fromEntries([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => [path, sha256(text)]));

/** Whether a file is as an export wrote it. One that no record knows is not. */
export const isAsWritten = (record: ExportRecord | undefined, path: string, text: string): boolean =>
  (record?.generated[path] ?? record?.written?.[path]) === sha256(text);

/** The text of a record with further files of the person's. */
export function recordWith(text: string, yours: readonly string[]): string {
  if (yours.length === 0) return text;
  const record = JSON.parse(text) as ExportRecord;
  return json({ ...record, yours: [...new Set([...record.yours, ...yours])].toSorted() });
}

/** Paths of stacks of earlier exports that are none of the app’s any more. */
export function stacksLeft(before: ExportRecord | undefined, stacks: readonly AppStack[]): readonly string[] {
  if (!before) return [];
  const made = new Set(stacks.flatMap((stack) => [stack.names.stackId, ...stacksApart(stack).map(({ path }) => path)]));
  const earlier = [
    ...Object.values(before.resources).map((its) => stackIn(before, its)),
    ...(before.apart ?? []),
    ...(before.left ?? []),
  ];
  return [...new Set(earlier)].filter((path) => !made.has(path)).toSorted();
}

export const destroyCommand = (paths: readonly string[]): string => `npx cdk destroy ${paths.join(' ')}`;

/** Id of the stack that a resource was exported to. */
export const stackIn = ({ project }: ExportRecord, { stack }: ExportRecord['resources'][string]): string =>
  stack ?? project.className;

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
    if (!isRecord) return undefined;
    const { generated, yours, written, apart, left, ...its } = record;
    return {
      ...its,
      generated: hashesIn(generated),
      yours: yours?.filter(isWithin),
      written: hashesIn(written),
      // Names that a record lacks are made anew, as for resources that it does not know.
      resources: record.resources ?? {},
      apart: stackPaths(apart),
      left: stackPaths(left),
    } as ExportRecord;
  } catch {
    return undefined;
  }
}

/** A path leads no further than the folder: the record may have come with somebody else's files. */
const isWithin = (path: unknown): boolean =>
  typeof path === 'string' && path !== '' && !/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\0/.test(path);

const hashesIn = (given: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([path, hash]) => isWithin(path) && typeof hash === 'string'));

/** They go into commands that are to be copied. */
const stackPaths = (paths: unknown): readonly string[] =>
  Array.isArray(paths) ? paths.filter((path) => typeof path === 'string' && /^[A-Z][A-Za-z0-9/-]*$/.test(path)) : [];
