/**
 * What an export does to a folder that may hold an earlier one. Files of the person's are written once and never again.
 * Generated files are replaced, unless somebody edited them: their hash then differs from the recorded one.
 */
import type { CdkExport } from './export';
import { differenceText } from './difference';
import { type ExportRecord, readRecord, RECORD_PATH } from './record';
import { sha256 } from './sha256';

export interface EditedFile {
  readonly path: string;
  /** From what is there to what the export would write. */
  readonly difference: string;
}

/** What becomes of one file. `edited` stands for a generated file that somebody changed by hand. */
export interface FileChange {
  readonly path: string;
  readonly change: 'new' | 'renewed' | 'removed' | 'edited' | 'kept' | 'same';
  /** From what is there to what the drawing asks for; empty for what is new or the same. */
  readonly difference: string;
}

export interface ExportPlan {
  /** `stop`: generated files were edited by hand, and nothing is to be written until the person decides. */
  readonly outcome: 'go' | 'stop';
  /** Text by path of what is to be written. */
  readonly writes: ReadonlyMap<string, string>;
  /** Generated files that the drawing has no more need of, unedited since: to be removed. */
  readonly removes: readonly string[];
  /** The person's files, left as they are. */
  readonly kept: readonly string[];
  readonly unchanged: readonly string[];
  readonly edited: readonly EditedFile[];
  /** What becomes of each file, by path, once the person has decided about the edited ones. */
  readonly changes: readonly FileChange[];
  /** Sentences on what the person may want to do to their own files. */
  readonly advice: readonly string[];
}

/** `stop` for a decision, `beside` to write `<file>.new` next to an edited file, `overwrite` to lose the edit. */
export type OnEdited = 'stop' | 'beside' | 'overwrite';

/**
 * Pure: the host reads `pathsToRead` of the folder, and carries the plan out.
 * @param previous text by path of what the folder holds
 */
export function planExport(
  previous: ReadonlyMap<string, string>,
  next: Pick<CdkExport, 'files' | 'yours'>,
  onEdited: OnEdited = 'stop',
): ExportPlan {
  const record = readRecord(previous.get(RECORD_PATH));
  const changes = [
    ...[...next.files].map(([path, text]) => changeOf(path, text, previous.get(path), next.yours, record)),
    ...removals(previous, next, record),
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const pathsOf = (...kinds: readonly FileChange['change'][]): readonly string[] =>
    changes.filter(({ change }) => kinds.includes(change)).map(({ path }) => path);
  const edited = changes.filter(({ change }) => change === 'edited');
  const isStop = edited.length > 0 && onEdited === 'stop';
  const textOf = (path: string): string => next.files.get(path) ?? '';
  const writes = [
    ...pathsOf('new', 'renewed').map((path) => [path, textOf(path)] as const),
    ...pathsOf('edited').map((path) => [onEdited === 'beside' ? `${path}.new` : path, textOf(path)] as const),
  ];
  return {
    outcome: isStop ? 'stop' : 'go',
    writes: new Map(isStop ? [] : writes),
    removes: isStop ? [] : pathsOf('removed'),
    kept: pathsOf('kept'),
    unchanged: pathsOf('same'),
    edited: edited.map(({ path, difference }) => ({ path, difference })),
    changes,
    advice: [
      ...missingPackages(previous, next.files),
      ...otherStacks(changes, record, readRecord(next.files.get(RECORD_PATH))),
      ...leftOver(previous, record?.yours ?? [], next),
    ],
  };
}

function changeOf(
  path: string,
  text: string,
  there: string | undefined,
  yours: ReadonlySet<string>,
  record: ExportRecord | undefined,
): FileChange {
  if (there === undefined) return { path, change: 'new', difference: '' };
  if (there === text) return { path, change: 'same', difference: '' };
  const isOurs = path === RECORD_PATH || record?.generated[path] === sha256(there);
  const change = yours.has(path) ? 'kept' : isOurs ? 'renewed' : 'edited';
  return { path, change, difference: differenceText(there, text) };
}

/** Generated files that the drawing has no more need of; those that were edited since stay. */
function removals(
  previous: ReadonlyMap<string, string>,
  next: Pick<CdkExport, 'files'>,
  record: ExportRecord | undefined,
): readonly FileChange[] {
  return Object.entries(record?.generated ?? {}).flatMap(([path, hash]): readonly FileChange[] => {
    const there = previous.get(path);
    if (there === undefined || next.files.has(path) || sha256(there) !== hash) return [];
    return [{ path, change: 'removed', difference: differenceText(there, '') }];
  });
}

/** Paths whose text `planExport` needs, where they exist. */
export function pathsToRead(next: Pick<CdkExport, 'files'>, recordText: string | undefined): readonly string[] {
  const record = readRecord(recordText);
  return [
    ...new Set([...next.files.keys(), ...Object.keys(record?.generated ?? {}), ...(record?.yours ?? [])]),
  ].toSorted();
}

/** package.json is the person's: what new connections need is said, not written. */
function missingPackages(previous: ReadonlyMap<string, string>, next: ReadonlyMap<string, string>): readonly string[] {
  const [there, wanted] = [dependencies(previous.get('package.json')), dependencies(next.get('package.json'))];
  if (!there || !wanted) return [];
  const missing = Object.entries(wanted).filter(([name]) => there[name] === undefined);
  if (missing.length === 0) return [];
  return [
    `package.json lacks what the drawing now needs: npm install ${missing.map(([name, version]) => `${name}@${version}`).join(' ')}`,
  ];
}

function dependencies(text: string | undefined): Readonly<Record<string, string>> | undefined {
  try {
    const { dependencies: runtime = {}, devDependencies = {} } = JSON.parse(text ?? '') as {
      dependencies?: Record<string, string>;
      devDependencies?: Record<string, string>;
    };
    return { ...devDependencies, ...runtime };
  } catch {
    return undefined;
  }
}

const APP_PATH = 'bin/app.ts';

/** To CloudFormation, what goes to another stack is removed from one and made anew in the other. */
function otherStacks(
  changes: readonly FileChange[],
  before: ExportRecord | undefined,
  after: ExportRecord | undefined,
): readonly string[] {
  if (!before || !after) return [];
  const moved = Object.entries(after.resources).filter(([id, its]) => {
    const there = before.resources[id];
    return there !== undefined && stackIn(before, there) !== stackIn(after, its);
  });
  const isOtherApp = (before.stacks === undefined) !== (after.stacks === undefined);
  const keptApp = isOtherApp && changes.some(({ path, change }) => path === APP_PATH && change === 'kept');
  return [
    ...(keptApp
      ? [
          `${APP_PATH} is yours and makes the stacks of the earlier export: take over how it makes them now, or remove it and export again`,
        ]
      : []),
    ...(moved.length > 0
      ? [
          `${moved.length === 1 ? '1 resource goes' : `${moved.length} resources go`} to another stack (${listed(moved.map(([id, its]) => `${id} to ${stackIn(after, its)}`))}): where the app is deployed, CloudFormation makes them anew there, and what queues, streams, tables and buckets hold stays behind in those that are kept`,
        ]
      : []),
  ];
}

const stackIn = ({ project }: ExportRecord, { stack }: ExportRecord['resources'][string]): string =>
  stack ?? project.className;

/** Names that a sentence holds before it only counts the rest. */
const MOST_NAMED = 3;

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

/** The person's files of resources that left the drawing stay, and nothing uses them. */
function leftOver(
  previous: ReadonlyMap<string, string>,
  yours: readonly string[],
  next: Pick<CdkExport, 'files'>,
): readonly string[] {
  return yours
    .filter((path) => previous.has(path) && !next.files.has(path))
    .map((path) => `${path} belongs to nothing in the drawing any more: it is yours to remove`);
}
