/** Reads the project that a command works on, from a file or from stdin. */
import { open } from 'node:fs/promises';
import { MAX_CHARACTERS, type ReadDocument, readDocument } from '#shared/document/read';
import type { ProjectDocument } from '#shared/document/schema';
import type { Finding } from '#shared/model/finding';
import { pictureIn } from '#shared/picture/embedded';
import { printable } from '#shared/report/printable';
import { services } from '#shared/services/registry';
import { diskErrorMessage } from '../host/disk-error';
import { CommandFailure } from './failure';

export interface Project {
  /** As given: `-` for stdin. */
  readonly path: string;
  readonly text: string;
  readonly document: ProjectDocument;
  /** What reading found. */
  readonly findings: readonly Finding[];
  readonly complete: ReadDocument['complete'];
}

/** UTF-8 takes up to four bytes for a character. */
const MAX_BYTES = 4 * MAX_CHARACTERS;

/** @throws CommandFailure where the file cannot be read or holds no project */
export async function readProject(path: string): Promise<Project> {
  const text = projectText(path, path === '-' ? await standardInput() : await fileBytes(path));
  const { document, findings, complete } = readDocument(text, services);
  if (!document) {
    const why = findings.map(({ message }) => printable(message)).join('; ');
    throw new CommandFailure(`${shown(path)}: ${why}`);
  }
  return { path, text, document, findings, complete };
}

/** What stands for a path in a message. */
export function shown(path: string): string {
  return path === '-' ? 'standard input' : printable(path);
}

/** A file, or what takes a file's place, such as a pipe, whose size only reading tells. */
async function fileBytes(path: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      if ((await file.stat()).isDirectory())
        throw new CommandFailure(`${shown(path)} is a folder: name the file in it`);
      return await upTo(MAX_BYTES, path, file.createReadStream({ autoClose: false }));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(diskErrorMessage(error, shown(path)));
  }
}

async function standardInput(): Promise<Buffer> {
  if (process.stdin.isTTY) process.stderr.write('reading a project from the terminal; end it with Ctrl-D\n');
  return upTo(MAX_BYTES, '-', process.stdin);
}

async function upTo(most: number, path: string, chunks: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += part.length;
    if (size > most) throw new CommandFailure(`${shown(path)} has more than ${most / 1e6} MB: it is not a project`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A picture that Spillway made holds its project. */
function projectText(path: string, bytes: Buffer): string {
  const picture = pictureIn(bytes);
  if (!picture) return decoded(path, bytes);
  if (picture.project === undefined) {
    throw new CommandFailure(`${shown(path)} is a picture without a Spillway project in it`);
  }
  return picture.project;
}

function decoded(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandFailure(`${shown(path)} is not a text in UTF-8, so it is no project`);
  }
}
