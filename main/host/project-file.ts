/** Project files on disk: read whole or not at all, written only over the content that the writer knows of. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { maxProjectBytes, type OpenReply, type SaveReply } from '#shared/host/calls';
import { pictureIn } from '#shared/picture/embedded';
import { writeFileAtomically } from './atomic-write';
import { diskErrorMessage, errorCode } from './disk-error';
import { sha256 } from './sha256';

export async function readProjectFile(path: string): Promise<OpenReply> {
  try {
    const entry = await stat(path);
    if (!entry.isFile()) return { outcome: 'failed', message: `${path} is not a file` };
    if (entry.size > maxProjectBytes) {
      return { outcome: 'failed', message: `${path} is larger than ${maxProjectBytes / 1024 / 1024} MiB` };
    }
    const bytes = await readFile(path);
    const picture = pictureIn(bytes);
    const text = picture ? picture.project : asText(bytes);
    if (text === undefined) {
      const why = picture ? 'is a picture without a Spillway design in it' : 'is not a text file in UTF-8';
      return { outcome: 'failed', message: `${path} ${why}` };
    }
    const project = { path, name: basename(path), text, hash: sha256(bytes) };
    return { outcome: 'opened', project: picture ? { ...project, isPicture: true } : project };
  } catch (error) {
    return { outcome: 'failed', message: diskErrorMessage(error, path) };
  }
}

/**
 * Saves unless somebody else has changed the file since the writer last saw it. A file that was deleted meanwhile is
 * written again: nothing of anybody's is lost by that.
 * @param expectedHash what the writer believes the file holds; null overwrites
 */
export async function saveProjectFile(path: string, text: string, expectedHash: string | null): Promise<SaveReply> {
  try {
    if (expectedHash !== null) {
      const there = await readIfPresent(path);
      const hash = there && sha256(there);
      if (there && hash && hash !== expectedHash) {
        return { outcome: 'conflict', path, text: there.toString('utf8'), hash };
      }
    }
    return { outcome: 'saved', path, name: basename(path), hash: await writeFileAtomically(path, text) };
  } catch (error) {
    return { outcome: 'failed', message: diskErrorMessage(error, path) };
  }
}

/** SHA-256 of the file's content, or null when there is no such file. */
export async function hashOfFile(path: string): Promise<string | null> {
  const bytes = await readIfPresent(path);
  return bytes ? sha256(bytes) : null;
}

async function readIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function asText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
