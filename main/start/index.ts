/**
 * `npm start`: the desktop app where it can run, else the same app in a browser.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { errorCode } from '../host/disk-error';
import { serveApp, type AppServer } from '../serve/server';
import { chooseShell, type Shell } from './choose-shell';
import { electronBinary, electronHome, installElectron } from './electron-binary';
import { openBrowser } from './open-browser';

/** Kept from start to start, as a browser keeps recent projects and drafts by address and port. */
const usualPort = 4715;
const installLimitMs = 120_000;
/** Electron that ends with an error within this time never showed a window. */
const earlyEndMs = 10_000;

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
  const shell: Shell = options.browser ? { kind: 'browser', why: 'as asked' } : await chooseShellHere();
  const why = shell.kind === 'desktop' ? await runDesktop(shell.binary, files) : `not in a window: ${shell.why}`;
  if (why !== undefined) await runBrowser(options.browser ? 'as asked' : why, port, !options['no-open']);
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

/** @returns why there was no window, or undefined when the person has closed it */
function runDesktop(binary: string, files: readonly string[]): Promise<string | undefined> {
  const startedAt = Date.now();
  // Some editors set this in their terminals; with it Electron would be a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(binary, [root, ...files.map((file) => resolve(file))], { stdio: 'inherit', env });
  const stopForwarding = forwardSignals(child);
  return new Promise((done) => {
    const end = (reason: string | undefined): void => {
      stopForwarding();
      done(reason);
    };
    child.on('error', (error) => end(`not in a window: Electron does not run here (${error.message})`));
    child.on('exit', (code, signal) => {
      const endedEarly = Date.now() - startedAt < earlyEndMs;
      const failed = (code !== null && code !== 0) || (signal !== null && !['SIGINT', 'SIGTERM'].includes(signal));
      if (failed && endedEarly)
        return end(`not in a window: Electron ended at once with ${signal ?? `status ${code}`}`);
      process.exitCode = code ?? 0;
      end(undefined);
    });
  });
}

function forwardSignals(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return () => process.off('SIGINT', forward).off('SIGTERM', forward);
}

async function runBrowser(why: string, port: number | undefined, open: boolean): Promise<void> {
  const server = await serve(port);
  console.log(`Spillway runs in the browser, ${why}.`);
  console.log(`${server.url}  (Ctrl+C ends it)`);
  if (open) openBrowser(server.url);
  const stop = (): void => void server.close().finally(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
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
