/**
 * Replaces a file's content so that at every moment, also after a crash or a power cut, the file holds either all of
 * the old content or all of the new.
 */
import { randomBytes } from 'node:crypto';
import { lstat, open, readFile, readlink, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from './disk-error';
import { sha256 } from './sha256';

/** How many links are followed from the given path to the file itself. */
const maxLinks = 32;
/** On Windows a virus scanner may hold the file for a moment: how often, and how far apart, the rename is tried. */
const maxRenames = 5;
const renamePauseMs = 50;

/**
 * Writes beside the file, flushes to disk, renames over it, flushes the folder and reads back. The file's mode, its
 * owner where allowed, and a link that leads to it stay as they were.
 * @returns the SHA-256 of what is on disk
 * @throws the disk's error, with the old content untouched
 */
export async function writeFileAtomically(path: string, data: string | Uint8Array): Promise<string> {
  const target = await behindLinks(path);
  const before = await stat(target).catch(ifAbsent);
  if (before?.isDirectory()) throw Object.assign(new Error(`${target} is a folder`), { code: 'EISDIR' });
  // Not made from the file's name, which may already be as long as a name can be.
  const beside = join(dirname(target), `.spillway-${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(beside, 'wx');
  try {
    try {
      await file.writeFile(data);
      if (before) await keepOwnership(file, before);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameOver(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
  const expected = sha256(data);
  const found = sha256(await readFile(target));
  if (found !== expected)
    throw new Error(`${target} does not hold what was written: the disk or another program changed it`);
  return found;
}

/** The file that the path leads to, also when that file does not exist yet. */
async function behindLinks(path: string): Promise<string> {
  let target = resolve(path);
  for (let links = 0; links < maxLinks; links++) {
    const entry = await lstat(target).catch(ifAbsent);
    if (!entry?.isSymbolicLink()) return target;
    target = resolve(dirname(target), await readlink(target));
  }
  throw Object.assign(new Error(`${path} leads through more than ${maxLinks} links`), { code: 'ELOOP' });
}

async function keepOwnership(file: FileHandle, before: { mode: number; uid: number; gid: number }): Promise<void> {
  const now = await file.stat();
  if (now.uid !== before.uid || now.gid !== before.gid) {
    // Only root may give a file away. Who may write it but does not own it saves it as his own, as editors do.
    await file.chown(before.uid, before.gid).catch((error: unknown) => {
      if (errorCode(error) !== 'EPERM') throw error;
    });
  }
  await file.chmod(before.mode & 0o7777);
}

async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      const held = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '');
      if (!held || attempt === maxRenames) throw error;
      await pause(renamePauseMs);
    }
  }
}

/** The rename itself is on disk only when the folder is. Windows has no such call and some file systems refuse it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

function ifAbsent(error: unknown): undefined {
  if (errorCode(error) === 'ENOENT') return undefined;
  throw error;
}
