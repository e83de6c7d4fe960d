/**
 * One temporary folder for a whole run, and in it all that tests, the tools that they start and a browser put there:
 * it goes with the run, however a test ends. What a run left that was killed goes with the next.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;

export function setup(): void {
  const system = tmpdir();
  for (const name of readdirSync(system)) {
    const [, pid] = /^spillway-tests-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) remove(join(system, name));
  }
  folder = mkdtempSync(join(system, `spillway-tests-${process.pid}-`));
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
}

export function teardown(): void {
  remove(folder);
}

/** Processes that are just ending may still write. */
const remove = (path: string): void => rmSync(path, { recursive: true, force: true, maxRetries: 5 });

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
