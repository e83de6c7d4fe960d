/** Work in a folder of its own, of which nothing stays. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The folder is gone when the work is done, when it fails, and when a signal ends the process: the work then hears of
 * it by `ended`, and the process ends as the signal asks once the folder is gone.
 */
export async function inScratchFolder<T>(
  prefix: string,
  work: (folder: string, ended: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const end = (signal: NodeJS.Signals): void => ending.abort(signal);
  // Before there is a folder: a signal between the two would leave it behind.
  for (const signal of ENDINGS) process.on(signal, end);
  let made: string | undefined;
  try {
    made = await mkdtemp(join(tmpdir(), prefix));
    return await work(await realpath(made), ending.signal);
  } finally {
    // What was just ended may still let go of its files.
    if (made !== undefined) await rm(made, { recursive: true, force: true, maxRetries: 5 });
    for (const signal of ENDINGS) process.off(signal, end);
    if (ending.signal.aborted) process.kill(process.pid, ending.signal.reason as NodeJS.Signals);
  }
}
