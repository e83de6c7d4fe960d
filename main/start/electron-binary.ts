/** Where Electron's executable is. Never by require('electron'): under plain Node that starts a download. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type ElectronBinary = { readonly path: string } | { readonly missing: string };

/** @param home the folder of the electron package, or undefined when it is not installed */
export function electronBinary(
  home: string | undefined = electronHome(),
  override: string | undefined = process.env['ELECTRON_OVERRIDE_DIST_PATH'],
): ElectronBinary {
  if (home === undefined) return { missing: 'the electron package is not installed' };
  const note = join(home, 'path.txt');
  const name = existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined;
  if (override !== undefined && override !== '') return existing(join(override, name ?? 'electron'));
  return name === undefined
    ? { missing: "Electron's binary was never downloaded" }
    : existing(join(home, 'dist', name));
}

/**
 * Runs Electron's own installer once.
 * @returns why there is still no binary, or undefined when there is one
 */
export function installElectron(home: string, limitMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const installer = spawn(process.execPath, [join(home, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: limitMs,
    });
    let said = '';
    installer.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    installer.on('error', (error) => resolve(error.message));
    installer.on('close', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(signal ? `no answer within ${limitMs / 1000} s` : lastReason(said));
    });
  });
}

export function electronHome(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}

function existing(path: string): ElectronBinary {
  return existsSync(path) ? { path } : { missing: `Electron's binary is missing at ${path}` };
}

/** The error's own words, out of a stack trace. */
function lastReason(said: string): string {
  const line =
    said.split('\n').find((text) => /^\s*(\w*Error|Caused by)\b.*: /.test(text)) ?? said.split('\n')[0] ?? '';
  return line.trim().replace(/^\w*Error:\s*/, '') || 'the installer gave no reason';
}
