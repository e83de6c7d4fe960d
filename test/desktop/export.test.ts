/** The whole app exports into a folder of the disk: main bundle, preload and page. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { answers, app, BrowserWindow, shutdown } from '../support/electron-standin';

const mainBundle = resolve(import.meta.dirname, '../../out/main/index.js');
const STACK = 'lib/generated/order-pipeline-architecture.ts';
let page: Page;
let folder: string;

beforeAll(async () => {
  if (!existsSync(mainBundle)) throw new Error('out/ is missing: run npm run build first');
  folder = await mkdtemp(join(tmpdir(), 'spillway-export-test-'));
  await import(mainBundle);
  await app.whenReady();
  await vi.waitFor(() => expect(BrowserWindow.all[0]?.loaded).toBeDefined(), 10_000);
  await BrowserWindow.all[0]?.loaded;
  page = BrowserWindow.all[0]?.webContents.page as Page;
  await page.getByRole('button', { name: /^Order pipeline/ }).click();
  await page.locator('.status-bar', { hasText: /evaluated in/ }).waitFor();
});

afterAll(() => rm(folder, { recursive: true, force: true }));
afterAll(shutdown);

const own = (path: string): string => join(folder, 'order-pipeline-cdk', path);
const file = (name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}`) });

it('a first export asks where, and from then on the panel says what the next one would change there', async () => {
  answers.showOpenDialog.push({ canceled: false, filePaths: [folder] });
  await page.keyboard.press('Control+e');
  await page.getByText(`The CDK app is in ${own('').replace(/\/$/, '')}`).waitFor();
  expect(await readdir(own('lib/generated'))).toHaveLength(2);
  await page.keyboard.press('Control+5');
  await page.getByText('up to date').waitFor();
  await page.locator('.react-flow__node[data-id="billing"]').click();
  const visibility = page.getByRole('textbox', { name: 'Visibility timeout' });
  await visibility.fill('180 s');
  await visibility.press('Tab');
  await file('order-pipeline-architecture.ts').getByText('changed').waitFor();
  const shown = page.getByRole('region', { name: `Text of ${STACK}`, exact: true });
  await shown.getByText('+      visibilityTimeout: Duration.minutes(3),').waitFor();
  await page.getByRole('button', { name: 'Difference' }).click();
  await shown.getByText('// billing (queue): Standard · visibility 180 s').waitFor();
});

it('the next export goes into the same folder without a question, and stops at what was edited by hand', async () => {
  await writeFile(own('README.md'), 'mine\n');
  await page.keyboard.press('Control+e');
  await page.getByRole('button', { name: 'Write .new files beside them' }).click();
  await page.getByText('1 of them as .new beside what was edited').waitFor();
  expect(await readFile(own(STACK), 'utf8')).toContain('Duration.minutes(3)');
  expect(await readFile(own('README.md'), 'utf8')).toBe('mine\n');
  expect(await readFile(own('README.md.new'), 'utf8')).toContain('# Order pipeline');
  await file('README.md').getByText('edited').waitFor();
});
