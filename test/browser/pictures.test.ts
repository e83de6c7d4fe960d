/** Pictures and reports: what is on screen goes into a file, and a picture opens again. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pictureIn } from '#shared/picture/embedded';
import { type AppPage, card, openApp, openExample, saved, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

async function exported(page: Page, title: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('A command, a resource').fill(title);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const tabs = (page: Page) => page.getByRole('tablist', { name: 'Open designs' }).getByRole('tab');

async function open(page: Page, name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+o')]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

it.each([
  ['SVG', 'Export a picture (SVG)', 'order-pipeline.svg'],
  ['PNG', 'Export a picture (PNG)', 'order-pipeline.png'],
])('a picture in %s opens again as the design that it shows', async (_, title, fileName) => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  const text = await saved(page);
  const { name, bytes } = await exported(page, title);
  expect(name).toBe(fileName);
  expect(JSON.parse(pictureIn(bytes)?.project ?? '')).toEqual(JSON.parse(text));
  await open(page, name, bytes);
  await expect.poll(() => tabs(page).count()).toBe(2);
  await card(page, 'create-order').waitFor();
  // It is in no file of its own: saving asks for a name and leaves the picture alone.
  expect(await saved(page)).toBe(text);
});

it('a picture of something else is refused with what was expected', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  await open(page, 'holiday.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><circle r="3"/></svg>'));
  const notice = page.getByRole('alert').filter({ hasText: 'The file could not be opened' });
  await notice.waitFor();
  expect(await notice.textContent()).toContain('holiday.svg is a picture without a Spillway design in it');
  expect(await tabs(page).count()).toBe(1);
});

it('the report holds picture, limits, findings and bill, and asks nobody for anything', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  const { name, bytes } = await exported(page, 'Export a report (HTML)');
  expect(name).toBe('order-pipeline.html');
  const report = await page.context().newPage();
  const asked: string[] = [];
  report.on('request', (request) => asked.push(request.url()));
  await report.setContent(bytes.toString());
  for (const heading of [/^Where it breaks/, /^Findings:/, /^Bill:/, /^Where the figures come from/]) {
    expect(await report.getByRole('heading', { name: heading }).isVisible()).toBe(true);
  }
  expect(await report.locator('figure svg:visible').count()).toBe(1);
  expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([]);
});

it('the drawing goes to the clipboard as Mermaid', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('A command, a resource').fill('Mermaid');
  await page.keyboard.press('Enter');
  await page.getByText('on the clipboard, as a Mermaid flowchart').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^flowchart LR\n/);
});
