/** A small file of the app's own, in its data folder: read leniently, written whole, one write after the other. */
import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { writeFileAtomically } from './atomic-write';
import { errorCode } from './disk-error';

export interface JsonRecord<T> {
  read(): Promise<T>;
  /** Changes the record; changes are applied in the order in which they were asked for. */
  change(edit: (value: T) => T): Promise<void>;
  /** When nothing is being written any more, well or not. */
  settled(): Promise<void>;
}

/** @param empty the value of a record that was never written, or that cannot be read (it is then set aside, not lost) */
export function jsonRecord<T>(path: string, schema: z.ZodType<T>, empty: T): JsonRecord<T> {
  let value: Promise<T> | undefined;
  let lastWrite: Promise<void> = Promise.resolve();
  const read = (): Promise<T> => (value ??= readJson(path, schema, empty));
  return {
    settled: () => lastWrite.catch(() => {}),
    read: async () => {
      await lastWrite.catch(() => {});
      return read();
    },
    change(edit) {
      const write = async (): Promise<void> => {
        const next = edit(await read());
        value = Promise.resolve(next);
        await mkdir(dirname(path), { recursive: true });
        await writeFileAtomically(path, `${JSON.stringify(next, null, 2)}\n`);
      };
      // A write that failed has been reported to its caller; the next one is not held up by it.
      lastWrite = lastWrite.catch(() => {}).then(write);
      return lastWrite;
    },
  };
}

/** What the file holds, or `empty`. A file that cannot be understood is renamed, so that nothing overwrites it. */
export async function readJson<T>(path: string, schema: z.ZodType<T>, empty: T): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') await rename(path, `${path}.unreadable`);
    return empty;
  }
}
