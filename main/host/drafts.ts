/**
 * Unsaved work, kept after each edit so that a crash, a power cut or a killed process loses none of it. One file a
 * draft in the app's data folder, replaced atomically, never beside the person's own files.
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Draft, KeptDraft } from '#shared/host/calls';
import { writeFileAtomically } from './atomic-write';
import { errorCode } from './disk-error';
import { readJson } from './json-record';

const keptDraft = z.object({
  id: z.string(),
  path: z.string().nullable(),
  name: z.string(),
  text: z.string(),
  savedHash: z.string().nullable(),
  writtenAt: z.iso.datetime(),
});

export interface Drafts {
  /** All that is kept, newest first. */
  list(): Promise<KeptDraft[]>;
  write(draft: Draft): Promise<void>;
  clear(id: string): Promise<void>;
  /** When nothing is being written or cleared any more. */
  settled(): Promise<void>;
}

export function drafts(folder: string, now: () => Date): Drafts {
  let last: Promise<unknown> = Promise.resolve();
  // Writes of one draft must reach the disk in their order, and a clearing must not be undone by an earlier write.
  const inOrder = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.catch(() => {}).then(act);
    last = turn;
    return turn;
  };
  const fileOf = (id: string): string => join(folder, `${id}.json`);

  async function list(): Promise<KeptDraft[]> {
    const kept: KeptDraft[] = [];
    for (const name of await filesIn(folder)) {
      const draft = await readJson(join(folder, name), keptDraft.nullable(), null);
      if (draft) kept.push(draft);
    }
    return kept.toSorted((a, b) => (a.writtenAt < b.writtenAt ? 1 : -1));
  }

  return {
    list: () => inOrder(list),
    write: (draft) =>
      inOrder(async () => {
        await mkdir(folder, { recursive: true });
        await writeFileAtomically(fileOf(draft.id), JSON.stringify({ ...draft, writtenAt: now().toISOString() }));
      }),
    clear: (id) => inOrder(() => rm(fileOf(id), { force: true })),
    settled: async () => void (await last.catch(() => {})),
  };
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
