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
  expect(await page.evaluate(() => [window.spillway?.kind, Object.isFrozen(window.spillway), typeof require])).toEqual([
    'desktop',
    true,
    'undefined',
  ]);
  await electron.close();
});
