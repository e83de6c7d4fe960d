/**
 * Writes an exported app into a folder that may hold an earlier export. Files of the person's are written once and then
 * left alone; generated files are renewed unless somebody edited them by hand, which is noticed by their hash.
 */
import { lstat, mkdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { readRecord, RECORD_PATH } from '#shared/cdk/record';
import type { CheckedRequest, ExportFilesReply } from '#shared/host/calls';
import { writeFileAtomically } from './atomic-write';
import { diskErrorMessage, errorCode } from './disk-error';
import { readJson } from './json-record';
import { sha256 } from './sha256';

/** Which generated files Spillway last wrote here, and their SHA-256. Part of the export, to be committed with it. */
export const writtenRecordPath = '.spillway/written.json';

const writtenRecord = z.record(z.string(), z.string());
type ExportedFile = CheckedRequest<'exportFiles'>['files'][number];

export async function exportFolder(
  folder: string,
  files: readonly ExportedFile[],
  overwriteEdited: boolean,
): Promise<ExportFilesReply> {
  try {
    await mkdir(folder, { recursive: true });
    const root = await realpath(folder);
    const record = await readJson(join(root, writtenRecordPath), writtenRecord, {});
    const known: KnownHashes = [record, await exportedByCommand(root)];
    const plan = await Promise.all(files.map((file) => planned(root, file, known)));
    const edited = plan.filter(({ action }) => action === 'edited').map(({ file }) => file.path);
    if (edited.length > 0 && !overwriteEdited) return { outcome: 'edited', where: root, paths: edited.toSorted() };
    const toWrite = plan.filter(({ action }) => action === 'write' || action === 'edited');
    for (const { file } of toWrite) await writeInside(root, file.path, file.text);
    await writeInside(root, writtenRecordPath, printRecord(record, files));
    const count = (action: Action): number => plan.filter((step) => step.action === action).length;
    return {
      outcome: 'exported',
      where: root,
      written: toWrite.length,
      unchanged: count('unchanged'),
      kept: count('kept'),
    };
  } catch (error) {
    return { outcome: 'failed', message: diskErrorMessage(error, folder) };
  }
}

type Action = 'write' | 'unchanged' | 'kept' | 'edited';
type KnownHashes = readonly Readonly<Record<string, string>>[];

/** The command line may have written the folder since: what it wrote is no edit by hand either. */
async function exportedByCommand(root: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(root, RECORD_PATH), 'utf8').catch(ifAbsent);
  return readRecord(text)?.generated ?? {};
}

async function planned(
  root: string,
  file: ExportedFile,
  known: KnownHashes,
): Promise<{ file: ExportedFile; action: Action }> {
  const there = await hashInside(root, file.path);
  if (there === undefined) return { file, action: 'write' };
  if (there === sha256(file.text)) return { file, action: 'unchanged' };
  if (file.owner === 'person') return { file, action: 'kept' };
  const isOurs = file.path === RECORD_PATH || known.some((record) => record[file.path] === there);
  return { file, action: isOurs ? 'write' : 'edited' };
}

async function hashInside(root: string, path: string): Promise<string | undefined> {
  const content = await readFile(join(root, path)).catch(ifAbsent);
  return content && sha256(content);
}

async function writeInside(root: string, path: string, text: string): Promise<void> {
  await refuseLinks(root, path);
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFileAtomically(target, text);
}

/** A link in the folder, to a file or to a folder, must not carry an export out of it. */
export async function refuseLinks(root: string, path: string): Promise<void> {
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

function printRecord(before: Readonly<Record<string, string>>, files: readonly ExportedFile[]): string {
  const now = files.filter((file) => file.owner === 'generated').map((file) => [file.path, sha256(file.text)] as const);
  const merged = Object.entries({ ...before, ...Object.fromEntries(now) });
  return `${JSON.stringify(Object.fromEntries(merged.toSorted(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;
}
