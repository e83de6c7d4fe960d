/** The whole work of a sitting without a mouse: nothing here clicks, hovers, or puts the focus anywhere by script. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AppPage, card, evaluated, inspector, line, openApp, saved, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const hasFocus = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => element.contains(document.activeElement));

/** Presses a key until the focus is there. */
async function goTo(page: Page, locator: Locator, key = 'Tab', most = 40): Promise<void> {
  await locator.first().waitFor();
  for (let steps = 0; steps < most; steps += 1) {
    if (await hasFocus(locator.first())) return;
    await page.keyboard.press(key);
    // What the focus leads to may be drawn in the next frame only.
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
  }
  const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160));
  throw new Error(`${most} × ${key} do not lead to ${String(locator)}; the focus is on ${at}`);
}

/** From the start page into an example. */
async function openByKeys(page: Page, name: string): Promise<void> {
  await goTo(page, page.getByRole('button', { name: new RegExp(`^${name}`) }));
  await page.keyboard.press('Enter');
  await evaluated(page);
  await page.locator('.react-flow__node').first().waitFor();
}

/** Selects a card as the keyboard does: to the canvas, from card to card, Enter. */
async function choose(page: Page, id: string, key = 'Enter'): Promise<void> {
  await goTo(page, page.getByRole('main', { name: 'Canvas' }), 'F6');
  await goTo(page, card(page, id));
  await page.keyboard.press(key);
}

/** Takes what a menu offers first; where it may be connected in several ways, the first of them. */
async function take(page: Page, then: Locator): Promise<void> {
  await press(page, 'Enter');
  const kinds = page.getByRole('listbox', { name: 'How is it connected?' });
  await kinds.or(then).first().waitFor({ state: 'attached' });
  if (await kinds.isVisible()) await press(page, 'Enter');
  await then.first().waitFor({ state: 'attached' });
}

const chosen = (page: Page): Promise<readonly (string | null)[]> =>
  page
    .locator('.react-flow__node.selected, .react-flow__edge.selected')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-id')));

it('an example is opened, a resource is added after another, connected where it may be, and undone', async () => {
  const { page } = app;
  await openByKeys(page, 'Queue worker');
  const before = await saved(page);
  await choose(page, 'render');
  await press(page, 'a');
  const menu = page.getByRole('combobox', { name: /^Add after/ });
  await expect.poll(() => hasFocus(menu)).toBe(true);
  await page.keyboard.type('topic');
  await take(page, line(page, 'render--topic'));
  expect(await chosen(page)).toEqual(['topic']);
  await press(page, 'c');
  await page.locator('.connect-banner', { hasText: 'topic leads to' }).waitFor();
  // Of the cards of the drawing only those that a topic can reach are offered.
  const legal = await page.locator('.card--legal').count();
  expect(legal).toBeGreaterThan(0);
  expect(legal).toBeLessThan(await page.locator('.react-flow__node').count());
  await press(page, 'ArrowRight');
  await take(page, page.locator('.react-flow__edge[data-id^="topic--"]'));
  await press(page, 'Control+z', 'Control+z');
  expect(await saved(page)).toBe(before);
  await press(page, 'Control+Shift+z');
  await card(page, 'topic').waitFor();
});

it('connections are walked, one is selected, and something is put between its ends', async () => {
  const { page } = app;
  await openByKeys(page, 'Queue worker');
  await choose(page, 'jobs');
  await press(page, 'Alt+ArrowRight');
  await expect.poll(() => chosen(page)).toEqual(['render']);
  await expect.poll(() => hasFocus(card(page, 'render'))).toBe(true);
  await press(page, 'Alt+ArrowLeft');
  await expect.poll(() => chosen(page)).toEqual(['jobs']);
  const rest = page.locator('.react-flow__edge').first();
  const id = (await rest.getAttribute('data-id')) ?? '';
  await goTo(page, line(page, id), 'Shift+Tab');
  await press(page, 'Enter');
  expect(await chosen(page)).toEqual([id]);
  const cards = await page.locator('.react-flow__node').count();
  await press(page, 'a');
  await expect.poll(() => hasFocus(page.getByRole('combobox', { name: /^Insert between/ }))).toBe(true);
  const first = page
    .getByRole('listbox', { name: /^Insert between/ })
    .getByRole('option')
    .first();
  expect(await first.getAttribute('aria-disabled')).toBe('false');
  await press(page, 'Enter');
  await expect.poll(() => page.locator('.react-flow__node').count()).toBe(cards + 1);
  expect(await line(page, id).count()).toBe(0);
});

it('cards are moved, several are selected and grouped, the group is pulled larger, and the view moves', async () => {
  const { page } = app;
  await openByKeys(page, 'Queue worker');
  await choose(page, 'jobs');
  const place = async (id: string) => (await card(page, id).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const { y } = await place('jobs');
  await press(page, 'ArrowDown', 'Shift+ArrowDown');
  await expect.poll(async () => (await place('jobs')).y).toBeGreaterThan(y);
  await choose(page, 'render', 'Shift+Enter');
  expect(new Set(await chosen(page))).toEqual(new Set(['jobs', 'render']));
  await press(page, 'Control+g');
  await page.keyboard.type('Work');
  await press(page, 'Enter');
  const frame = card(page, 'group:group');
  await expect.poll(() => frame.getAttribute('aria-label')).toBe('Work, group of 2 resources');
  const { width } = await place('group:group');
  await press(page, 'Alt+Shift+ArrowRight');
  await expect.poll(async () => (await place('group:group')).width).toBeGreaterThan(width);
  await press(page, 'Escape');
  const { x } = await place('jobs');
  await press(page, 'ArrowRight');
  await expect.poll(async () => (await place('jobs')).x).toBeLessThan(x);
});

it('a setting is changed in the inspector, and a finding is found and mended from wherever one is', async () => {
  const { page } = app;
  await openByKeys(page, 'Order pipeline');
  await choose(page, 'create-order');
  await press(page, 'Enter');
  await goTo(page, inspector(page).getByLabel('Memory', { exact: true }));
  await press(page, 'Control+a');
  await page.keyboard.type('2048');
  await press(page, 'Tab');
  await evaluated(page);
  expect(await saved(page)).toContain('"memory": 2048');
  const rows = page.getByRole('region', { name: 'Findings' }).getByRole('listitem');
  const count = await rows.count();
  const mended = page.locator('.finding--active', { has: page.locator('.finding__remedy') });
  for (let found = 0; found < count && !(await mended.isVisible()); found += 1) await press(page, 'F8');
  const words = await mended.locator('.finding__message').textContent();
  await press(page, 'Alt+Enter');
  await rows.filter({ hasText: words ?? '' }).waitFor({ state: 'detached' });
});

it('a run is started, looked at moment by moment, and goes on while another design is shown', async () => {
  const { page } = app;
  await openByKeys(page, 'Order pipeline');
  await press(page, 'Control+3');
  const panel = page.getByRole('form', { name: 'Simulation' });
  await goTo(page, page.getByRole('region', { name: 'Panels' }), 'F6');
  await goTo(page, panel.getByLabel('Duration'));
  await press(page, 'Control+a');
  await page.keyboard.type('10 min');
  await press(page, 'Enter');
  await panel.getByRole('progressbar').waitFor();
  await press(page, 'Alt+n');
  await page.getByText('Drag a service here').waitFor();
  await page.getByText('in Order pipeline is finished').waitFor({ timeout: 60_000 });
  await press(page, 'Alt+PageUp');
  await page.getByRole('region', { name: 'Result' }).waitFor();
  await goTo(page, page.getByRole('region', { name: 'Panels' }), 'F6');
  await goTo(page, page.getByRole('slider', { name: 'Moment of the run' }));
  const api = card(page, 'orders-api').locator('.card__rate');
  const steady = await api.textContent();
  await press(page, 'End');
  await expect.poll(() => api.textContent()).not.toBe(steady);
}, 90_000);

it('what is looked for is found, noted, compared, exported and saved', async () => {
  const { page } = app;
  await openByKeys(page, 'Order pipeline');
  await press(page, 'Control+f');
  await page.keyboard.type('service:sqs');
  await press(page, 'Enter', 'Escape');
  const [found] = await chosen(page);
  await expect.poll(() => hasFocus(card(page, found ?? ''))).toBe(true);
  await press(page, 'n');
  await page.keyboard.type('Holds **an hour**');
  await press(page, 'Control+Enter');
  await inspector(page).getByText('an hour').waitFor();
  await press(page, 'Control+Shift+d');
  await expect.poll(() => page.getByRole('tab', { name: /unsaved|Order pipeline/ }).count()).toBeGreaterThan(1);
  await press(page, ']', ']');
  await press(page, 'Control+Shift+k');
  await page.getByRole('dialog', { name: 'Compare with' }).waitFor();
  await press(page, 'Enter');
  await page.getByRole('region', { name: 'Figures' }).waitFor();
  await press(page, 'Escape');
  await page.locator('.react-flow__node').first().waitFor();
  const [zip] = await Promise.all([page.waitForEvent('download'), press(page, 'Control+e')]);
  expect((await readFile(await zip.path())).subarray(0, 2).toString()).toBe('PK');
  expect(await saved(page)).toContain('Holds **an hour**');
});
