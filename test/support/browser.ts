/** A headless Chromium without root: env override, then the one npm ships, then the system's. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';

const modules = resolve(createRequire(import.meta.url).resolve('playwright-core/package.json'), '../..');
/** Named by the version, so that an update never starts the old one. */
const cache = join(modules, '.cache/spillway-chromium-143.0.4');

/**
 * The package unpacks into os.tmpdir() and takes whatever file of the right name it finds there, a half-written one
 * included: it gets a fresh folder, which takes its place in one step once it is whole.
 */
async function fromNpm(): Promise<string> {
  mkdirSync(dirname(cache), { recursive: true });
  const fresh = mkdtempSync(`${cache}-unpacking-`);
  const saved = process.env['TMPDIR'];
  process.env['TMPDIR'] = fresh;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    renameSync(fresh, cache);
  } catch (error) {
    // Another process was first: its folder is as good.
    if (!existsSync(join(cache, 'chromium'))) throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    if (saved === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = saved;
  }
  return join(cache, 'chromium');
}
export async function browserPath(): Promise<string> {
  const chosen = process.env['SPILLWAY_BROWSER'];
  if (chosen) return chosen;
  const unpacked = join(cache, 'chromium');
  if (existsSync(unpacked)) return unpacked;
  if (process.platform === 'linux' && process.arch === 'x64') return fromNpm();
  const system = [
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((p) => existsSync(p));
  if (!system) throw new Error('no Chromium: set SPILLWAY_BROWSER');
  return system;
}
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await browserPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
