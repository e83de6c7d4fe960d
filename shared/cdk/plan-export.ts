/**
 * What an export does to a folder that may hold an earlier one. A file that nobody edited, by its recorded hash, is
 * renewed, and removed where nothing needs it any more. An edited one stays where it is the person's, and stops the
 * export where it is generated.
 */
import { adviceOn } from './advice';
import type { CdkExport } from './export';
import { differenceText } from './difference';
import { type ExportRecord, isAsWritten, readRecord, RECORD_PATH, recordWith } from './record';

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
  /** Files that the drawing has no more need of, unedited since: to be removed. */
  readonly removes: readonly string[];
  /** The person's files, edited since: left as they are. */
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
  made: Pick<CdkExport, 'files' | 'yours'>,
  onEdited: OnEdited = 'stop',
): ExportPlan {
  const record = readRecord(previous.get(RECORD_PATH));
  const removed = removals(previous, made, record);
  const next = { ...made, files: withLeftOver(previous, made.files, removed, record) };
  const changes = [
    ...[...next.files].map(([path, text]) => changeOf(path, text, previous.get(path), next.yours, record)),
    ...removed,
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
    advice: adviceOn(previous, next.files, changes),
  };
}

/** Files of the person’s that nothing uses any more stay in the record, so that they are spoken of until they are gone. */
function withLeftOver(
  previous: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, string>,
  removed: readonly FileChange[],
  record: ExportRecord | undefined,
): ReadonlyMap<string, string> {
  const text = files.get(RECORD_PATH);
  const gone = new Set(removed.map(({ path }) => path));
  const leftOver = (record?.yours ?? []).filter((path) => previous.has(path) && !files.has(path) && !gone.has(path));
  return text === undefined ? files : new Map([...files, [RECORD_PATH, recordWith(text, leftOver)]]);
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
  const isOurs = path === RECORD_PATH || isAsWritten(record, path, there);
  const change = isOurs ? 'renewed' : yours.has(path) ? 'kept' : 'edited';
  return { path, change, difference: differenceText(there, text) };
}

/** Files that the drawing has no more need of; those that were edited since stay. */
function removals(
  previous: ReadonlyMap<string, string>,
  next: Pick<CdkExport, 'files'>,
  record: ExportRecord | undefined,
): readonly FileChange[] {
  const paths = Object.keys({ ...record?.generated, ...record?.written });
  return paths.flatMap((path): readonly FileChange[] => {
    const there = previous.get(path);
    if (there === undefined || next.files.has(path) || !isAsWritten(record, path, there)) return [];
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
