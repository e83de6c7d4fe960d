/** The built command line as a process. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const program = resolve(root, 'out/main/cli.js');
export const example = (name: string): string => resolve(root, `shared/examples/${name}.spillway`);

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Circumstances {
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Closes stdout after its first bytes. */
  readonly closesEarly?: boolean;
  /** Asks the process to end as soon as this is so. */
  readonly until?: Promise<unknown>;
}

export function spillway(
  args: readonly string[],
  { input = '', cwd = root, env = {}, closesEarly = false, until }: Circumstances = {},
): Promise<Ended> {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...process.env, ...env } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (closesEarly) child.stdout.destroy();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', fail);
    void until?.then(() => child.kill());
    child.on('close', (status) => settle({ status, out, err }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
