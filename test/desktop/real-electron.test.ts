import { resolve } from 'node:path';
import { _electron } from 'playwright-core';
import { expect, it } from 'vitest';
import { electronBinary } from '../../main/start/electron-binary';

const found = electronBinary();
const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
const skipped = 'missing' in found ? found.missing : hasDisplay ? undefined : 'there is no display';

it.skipIf(skipped)(`the real Electron opens the app${skipped ? ` [skipped: ${skipped}]` : ''}`, async () => {
  if (!('path' in found)) throw new Error(found.missing);
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    executablePath: found.path,
    args: [...root, resolve(import.meta.dirname, '../..')],
  });
  const page = await electron.firstWindow();
  await page.waitForSelector('#root > *');
  expect(page.url()).toBe('app://spillway/');
  const seen = await page.evaluate(() => {
    const { spillway, require } = globalThis as { spillway?: { kind: string }; require?: unknown };
    return { kind: spillway?.kind, isFrozen: Object.isFrozen(spillway), require: typeof require };
  });
  expect(seen).toEqual({ kind: 'desktop', isFrozen: true, require: 'undefined' });
  await electron.close();
});
