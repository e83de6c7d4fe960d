/**
 * An exported app in a folder that may hold an earlier one: reads what is there, and carries out what `planExport` makes
 * of it. The app and the command line write through here.
 */
import { lstat, mkdir, readFile, realpath, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CdkExport } from '#shared/cdk/export';
import { type ExportPlan, type OnEdited, pathsToRead, planExport } from '#shared/cdk/plan-export';
import { RECORD_PATH } from '#shared/cdk/record';
import { writeFileAtomically } from './atomic-write';
import { errorCode } from './disk-error';

/** What an earlier export into the folder wrote down; undefined where there was none. */
export async function recordIn(folder: string): Promise<string | undefined> {
  return (await textsIn(folder, [RECORD_PATH])).get(RECORD_PATH);
}

/** What an export would do to the folder. Reads only. */
export async function planFor(
  folder: string,
  next: Pick<CdkExport, 'files' | 'yours'>,
  onEdited: OnEdited,
): Promise<ExportPlan> {
  const paths = pathsToRead(next, await recordIn(folder));
  return planExport(await textsIn(folder, paths), next, onEdited);
}

export async function carryOut({ writes, removes }: ExportPlan, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const root = await realpath(folder);
  // The record comes last: an export that was cut off is then seen as edits and not trusted.
  const inOrder = [...writes].toSorted(([a], [b]) => Number(a === RECORD_PATH) - Number(b === RECORD_PATH));
  for (const [path, text] of inOrder) {
    await refuseLinks(root, path);
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFileAtomically(join(root, path), text);
  }
  for (const path of removes) {
    await refuseLinks(root, path);
    await rm(join(root, path), { force: true });
  }
}

/** Texts of those of the paths that exist. */
async function textsIn(folder: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const root = await realpath(folder).catch(ifAbsent);
  if (root === undefined) return texts;
  for (const path of paths) {
    await refuseLinks(root, path);
    const text = await readFile(join(root, path), 'utf8').catch(ifAbsent);
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}

/** A link in the folder, to a file or to a folder, must not carry an export out of it. */
async function refuseLinks(root: string, path: string): Promise<void> {
  let at = root;
  for (const part of path.split('/')) {
    at = join(at, part);
    const entry = await lstat(at).catch(ifAbsent);
    if (!entry) return;
    if (entry.isSymbolicLink()) throw new Error(`${path} leads through a link, out of the folder`);
  }
}

function ifAbsent(error: unknown): undefined {
  if (errorCode(error) === 'ENOENT') return undefined;
  throw error;
}
