import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';

const start = resolve(import.meta.dirname, '../../out/main/start.js');

interface Started {
  readonly child: ChildProcess;
  /** All that it has said once it prints an address. */
  readonly said: string;
  readonly url: string;
}

function run(...args: string[]): ChildProcess {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const child = spawn(process.execPath, [start, '--no-open', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function started(...args: string[]): Promise<Started> {
  const child = run(...args);
  let said = '';
  for await (const piece of child.stdout?.setEncoding('utf8') ?? []) {
    said += String(piece);
    const url = /http:\/\/\S+\//.exec(said)?.[0];
    if (url) return { child, said, url };
  }
  throw new Error(`it ended without an address: ${said}`);
}

const ended = async (child: ChildProcess): Promise<unknown> => (await once(child, 'exit'))[0];

it.skipIf(process.platform !== 'linux')('without a display the same app is served, and one line says why', async () => {
  const { said, url } = await started('--port', '0');
  expect(said.split('\n')[0]).toBe('Spillway runs in the browser, not in a window: there is no display.');
  const page = await (await fetch(url)).text();
  expect(page).toContain('<div id="root">');
  const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(page)?.[1];
  expect((await fetch(url + script)).headers.get('content-type')).toContain('text/javascript');
});

it.each(['SIGINT', 'SIGTERM'] as const)('%s ends it in good order', async (signal) => {
  const { child, url } = await started('--browser', '--port', '0');
  const end = ended(child);
  child.kill(signal);
  expect(await end).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
});

it('a port that is asked for and taken is told', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const child = run('--browser', '--port', String(port));
  const [said] = await once(child.stderr?.setEncoding('utf8') ?? child, 'data');
  expect(said).toContain(`port ${port} is taken by another program`);
  expect(await ended(child)).toBe(1);
});

it.each([
  ['--port nonsense', ['--port', 'nonsense'], '--port takes a number from 0 to 65535, not nonsense'],
  ['an unknown option', ['--frobnicate'], '--frobnicate'],
])('%s is told, without a stack trace', async (_what, args, message) => {
  const child = run(...args);
  const [said] = await once(child.stderr?.setEncoding('utf8') ?? child, 'data');
  expect(said).toContain(message);
  expect(said).not.toMatch(/\n\s+at /);
});
