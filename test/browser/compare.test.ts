import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type AppPage,
  card,
  evaluated,
  expectNoBarriers,
  inspector,
  openApp,
  openExample,
  saved,
  withBrowser,
} from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const drawing = (page: Page, side: string) => page.getByRole('group', { name: new RegExp(`^${side}:`) });
/** `~ changed create-order`, as the cards of one of the drawings say it. */
const marked = (page: Page, side: string): Promise<readonly string[]> =>
  drawing(page, side)
    .locator('.compare-card:has(.compare-card__mark)')
    .evaluateAll((cards) =>
      cards.map((each) =>
        ['mark', 'name'].map((part) => each.querySelector(`.compare-card__${part}`)?.textContent).join(' '),
      ),
    );

it('with the mouse: a variant with less room is held against its original', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  await page.getByRole('button', { name: 'Command palette' }).click();
  await page.getByRole('option', { name: /Duplicate as variant/ }).click();
  await page.getByRole('tab', { name: 'Order pipeline (variant), unsaved changes' }).waitFor();
  await card(page, 'create-order').click();
  const field = inspector(page).getByRole('textbox', { name: 'Reserved concurrency' });
  await field.fill('20');
  await field.press('Enter');
  await card(page, 'billing-failed').click();
  await page.keyboard.press('Delete');
  await evaluated(page);
  await page.keyboard.press('Control+Shift+K');
  await page
    .getByRole('dialog', { name: 'Compare with' })
    .getByRole('button', { name: /^Order pipeline/ })
    .click();
  const figures = region(page, 'Figures');
  await figures.getByRole('row', { name: /sustains 571\/s 200\/s −65 % worse/ }).waitFor();
  expect(await figures.getByRole('row', { name: /breaks first/ }).textContent()).toContain('create-order');
  expect(await marked(page, 'Before')).toEqual(['− removed billing-failed', '~ changed create-order']);
  expect(await marked(page, 'After')).toEqual(['~ changed create-order']);
  expect(await region(page, 'Findings').textContent()).toContain('Appeared');
  const changes = region(page, 'Changes of the drawing');
  expect(await changes.textContent()).toContain('Reserved concurrency: 100 → 20');
  await drawing(page, 'After')
    .getByRole('button', { name: /create-order/ })
    .click();
  expect(await changes.getByRole('button', { name: /create-order/ }).getAttribute('aria-pressed')).toBe('true');
  await expectNoBarriers(page);
  await page.getByRole('button', { name: 'Swap' }).click();
  await figures.getByRole('row', { name: /sustains 200\/s 571\/s \+186 % better/ }).waitFor();
  await page.getByRole('button', { name: 'Back to the design' }).click();
  await card(page, 'create-order').waitFor();
});

it('with the keyboard alone: against the saved state, change by change, and back', async () => {
  const { page } = app;
  await openExample(page, 'Queue worker');
  await saved(page);
  await page.locator('.react-flow__node').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('F2');
  await page.keyboard.type('renamed');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Shift+K');
  const pick = page.getByRole('dialog', { name: 'Compare with' });
  await pick.getByRole('button', { name: /The saved state/ }).waitFor();
  await expectNoBarriers(page);
  await page.keyboard.press('Enter');
  const change = region(page, 'Changes of the drawing').getByRole('button');
  await change.waitFor();
  expect(await change.textContent()).toMatch(/Name: .* → renamed/);
  await change.press('Enter');
  expect(await change.getAttribute('aria-pressed')).toBe('true');
  // Nothing is edited meanwhile: the design is not on screen.
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await page.locator('.react-flow__node', { hasText: 'renamed' }).waitFor();
});

it('against a file, which is not opened for that; and the text for a pull request is the command line’s', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  await page.keyboard.press('Control+Shift+K');
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('dialog', { name: 'Compare with' })
    .getByRole('button', { name: /A file/ })
    .click();
  const text = await readFile(resolve(import.meta.dirname, '../../shared/examples/order-pipeline.spillway'), 'utf8');
  const theirs = text.replace('"rate": 400', '"rate": 300').replace('us-east-1', 'eu-west-1');
  await (await chooser).setFiles({ name: 'theirs.spillway', mimeType: '', buffer: Buffer.from(theirs) });
  await region(page, 'Figures')
    .getByRole('row', { name: /load 300\/s 400\/s/ })
    .waitFor();
  expect(await page.getByRole('tablist', { name: 'Open designs' }).getByRole('tab').count()).toBe(1);
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^### Order pipeline\n[\s\S]*\| load \| 300\/s \| 400\/s \|/);
});
