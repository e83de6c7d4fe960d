import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { electronBinary, installElectron } from '../../../main/start/electron-binary';
import { temporaryFolder } from '../../support/temporary-folder';

it('an installed binary is found by the note that its installer left', async () => {
  const home = await temporaryFolder();
  await mkdir(join(home, 'dist'));
  await writeFile(join(home, 'path.txt'), 'electron');
  await writeFile(join(home, 'dist/electron'), '');
  expect(electronBinary(home, undefined)).toEqual({ path: join(home, 'dist/electron') });
});

it('a package without its binary says so, and nothing is downloaded', async () => {
  expect(electronBinary(await temporaryFolder(), undefined)).toEqual({
    missing: "Electron's binary was never downloaded",
  });
});

it('a binary that has gone says where it was', async () => {
  const home = await temporaryFolder();
  await writeFile(join(home, 'path.txt'), 'electron');
  expect(electronBinary(home, undefined)).toEqual({
    missing: `Electron's binary is missing at ${join(home, 'dist/electron')}`,
  });
});

it('a binary that is kept elsewhere is found there', async () => {
  const elsewhere = await temporaryFolder();
  await writeFile(join(elsewhere, 'electron'), '');
  expect(electronBinary(await temporaryFolder(), elsewhere)).toEqual({ path: join(elsewhere, 'electron') });
});

async function anInstaller(program: string): Promise<string> {
  const home = await temporaryFolder();
  await writeFile(join(home, 'install.js'), program);
  return home;
}

it('an installer that ends well gives no reason', async () => {
  expect(await installElectron(await anInstaller(''), 10_000)).toBeUndefined();
});

it('an installer that fails gives the error’s own words', async () => {
  expect(await installElectron(await anInstaller("throw new TypeError('fetch failed')"), 10_000)).toBe('fetch failed');
});

it('an installer that says nothing is told as such', async () => {
  expect(await installElectron(await anInstaller('process.exit(1)'), 10_000)).toBe('the installer gave no reason');
});

it('an installer that hangs is ended', async () => {
  expect(await installElectron(await anInstaller('setInterval(() => {}, 1000)'), 300)).toBe('no answer within 0.3 s');
});
