/** Electron's security checklist, as far as it forbids words: none of these may appear in main/, however set. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const main = resolve(import.meta.dirname, '../../../main');
const sources = readdirSync(main, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
const holding = (pattern: RegExp): string[] =>
  sources.filter((path) => pattern.test(readFileSync(join(main, path), 'utf8')));

it('the sources are found', () => {
  expect(sources.length).toBeGreaterThan(30);
});

it.each([
  ['webSecurity'],
  ['allowRunningInsecureContent'],
  ['experimentalFeatures'],
  ['enableBlinkFeatures'],
  ['allowpopups'],
  ['no-sandbox'],
  ['disable-web-security'],
  ['ignore-certificate-errors'],
  ['loadFile'],
  ['executeJavaScript'],
  ['electron/remote'],
])('%s is nowhere', (word) => {
  expect(holding(new RegExp(word))).toEqual([]);
});

it('links are handed to the system in one place, after they were parsed', () => {
  expect(holding(/openExternal/)).toEqual(['window/refusals.ts']);
});

it('only the preload speaks to ipcRenderer, and only the checked dispatcher answers it', () => {
  expect(holding(/ipcRenderer/)).toEqual(['preload.ts']);
  expect(holding(/ipcMain/)).toEqual(['host/serve-host.ts']);
});

it('windows are made in one place', () => {
  expect(holding(/new BrowserWindow/)).toEqual(['window/app-window.ts']);
});
