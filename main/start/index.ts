/**
 * `npm start`: the desktop app where it can run, else the same app in a browser.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { errorCode } from '../host/disk-error';
import { serveApp, type AppServer } from '../serve/server';
import { chooseShell, type Shell } from './choose-shell';
import { runDesktop } from './desktop-process';
import { electronBinary, electronHome, installElectron } from './electron-binary';
import { openBrowser } from './open-browser';

/** Kept from start to start, as a browser keeps recent projects and drafts by address and port. */
const usualPort = 4715;
const installLimitMs = 120_000;

const root = resolve(import.meta.dirname, '../..');

const usage = 'usage: npm start -- [--browser] [--port N] [--no-open] [FILE…]';

try {
  await start();
} catch (error) {
  console.error(`Spillway did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const { values: options, positionals: files } = parseArgs({
    allowPositionals: true,
    options: {
      browser: { type: 'boolean', default: false },
      port: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
    },
  });
  const port = options.port === undefined ? undefined : Number(options.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new Error(`--port takes a number from 0 to 65535, not ${options.port}\n${usage}`);
  }
  const why = options.browser ? 'as asked' : await whyNoWindow(files);
  if (why === undefined) return;
  await runBrowser(why, port, !options['no-open']);
  for (const file of files) console.log(`Open ${file} on the page: a browser opens no file by its path.`);
}

/** Runs the app in its window until the person closes it, or says why there can be none. */
async function whyNoWindow(files: readonly string[]): Promise<string | undefined> {
  const shell = await chooseShellHere();
  if (shell.kind === 'browser') return `not in a window: ${shell.why}`;
  const end = await runDesktop(shell.binary, [root, ...files.map((file) => resolve(file))]);
  if ('why' in end) return `not in a window: ${end.why}`;
  process.exitCode = end.status;
  return undefined;
}

function chooseShellHere(): Promise<Shell> {
  return chooseShell({
    platform: process.platform,
    environment: process.env,
    isRoot: process.getuid?.() === 0,
    binary: electronBinary,
    async install() {
      const home = electronHome();
      if (home === undefined) return 'run npm install first';
      console.log("Downloading Electron's binary, once…");
      return installElectron(home, installLimitMs);
    },
  });
}

async function runBrowser(why: string, port: number | undefined, open: boolean): Promise<void> {
  const server = await serve(port);
  const stop = (): void => void server.close().finally(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  console.log(`Spillway runs in the browser, ${why}.`);
  console.log(`${server.url}  (Ctrl+C ends it)`);
  if (open) openBrowser(server.url);
}

/** On the usual port when nothing is asked for, or on any other when that one is taken. */
async function serve(port: number | undefined): Promise<AppServer> {
  const folder = join(root, 'out/renderer');
  try {
    return await serveApp(folder, port ?? usualPort);
  } catch (error) {
    if (errorCode(error) !== 'EADDRINUSE') throw error;
    if (port !== undefined) throw new Error(`port ${port} is taken by another program`, { cause: error });
    return serveApp(folder, 0);
  }
}
