/** The projects that were opened or saved last, newest first. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { RecentProject } from '#shared/host/calls';
import { jsonRecord } from './json-record';

/** How many are kept. */
export const maxRecentProjects = 12;

const record = z.array(z.object({ path: z.string(), openedAt: z.iso.datetime() }));

export interface RecentProjects {
  list(): Promise<RecentProject[]>;
  add(path: string): Promise<void>;
  /** Null forgets them all. */
  forget(path: string | null): Promise<void>;
  includes(path: string): Promise<boolean>;
  settled(): Promise<void>;
}

export function recentProjects(file: string, now: () => Date): RecentProjects {
  const kept = jsonRecord(file, record, []);
  return {
    async list() {
      const entries = await kept.read();
      return Promise.all(
        entries.map(async ({ path, openedAt }) => ({
          path,
          openedAt,
          name: basename(path),
          missing: !(await isFile(path)),
        })),
      );
    },
    add(path) {
      const entry = { path, openedAt: now().toISOString() };
      return kept.change((entries) =>
        [entry, ...entries.filter((other) => other.path !== path)].slice(0, maxRecentProjects),
      );
    },
    forget: (path) => kept.change((entries) => (path === null ? [] : entries.filter((other) => other.path !== path))),
    settled: () => kept.settled(),
    includes: async (path) => (await kept.read()).some((entry) => entry.path === path),
  };
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
