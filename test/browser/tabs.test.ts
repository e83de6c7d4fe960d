import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { type AppPage, card, expectNoBarriers, middleOf, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

const tabs = (page: Page) => page.getByRole('tablist', { name: 'Open designs' }).getByRole('tab');
const shown = (page: Page) => page.getByRole('tablist', { name: 'Open designs' }).getByRole('tab', { selected: true });
const cards = (page: Page): Promise<number> => page.locator('.react-flow__node').count();

/** An example and a new design with one queue. */
async function twoDesigns(page: Page): Promise<void> {
  await openExample(page, 'Order pipeline');
  await page.keyboard.press('Alt+n');
  await page.getByRole('navigation').getByRole('button', { name: /Queue/ }).click();
  await expect.poll(() => cards(page)).toBe(1);
}

it('with the mouse: a click shows a design as it was left, a middle click closes one', async () => {
  const { page } = app;
  await twoDesigns(page);
  expect(await tabs(page).allTextContents()).toEqual(['Order pipeline', 'Untitled design●']);
  await tabs(page).first().click();
  await expect.poll(() => cards(page)).toBe(9);
  expect(await page.title()).toBe('Order pipeline – Spillway');
  await card(page, 'billing').click();
  await tabs(page).nth(1).click();
  await expect.poll(() => cards(page)).toBe(1);
  await tabs(page).first().click();
  await page.locator('.react-flow__node.selected[data-id="billing"]').waitFor();
  await tabs(page).first().click({ button: 'middle' });
  await expect.poll(() => tabs(page).count()).toBe(1);
  expect(await page.title()).toBe('• Untitled design – Spillway');
  await expectNoBarriers(page);
});

it('with the keyboard alone: walk the tabs, close one, have it back, go round', async () => {
  const { page } = app;
  await twoDesigns(page);
  await page.keyboard.press('Alt+PageUp');
  expect(await shown(page).textContent()).toBe('Order pipeline');
  await shown(page).focus();
  await page.keyboard.press('ArrowRight');
  expect(await shown(page).textContent()).toContain('Untitled design');
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  await expect.poll(() => tabs(page).count()).toBe(1);
  await page.keyboard.press('Alt+Shift+T');
  await expect.poll(() => tabs(page).count()).toBe(2);
  expect(await shown(page).textContent()).toBe('Order pipeline');
  await expect.poll(() => cards(page)).toBe(9);
  await page.keyboard.press('Control+Tab');
  expect(await shown(page).textContent()).toContain('Untitled design');
  await page.keyboard.press('Alt+w');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).press('Enter');
  expect(await tabs(page).count()).toBe(2);
});

it('a tab is dragged to another place, and moved there by keys', async () => {
  const { page } = app;
  await twoDesigns(page);
  const titles = (): Promise<string[]> => tabs(page).allTextContents();
  const [example, blank] = [await middleOf(tabs(page).first()), await middleOf(tabs(page).nth(1))];
  await page.mouse.move(example.x, example.y);
  await page.mouse.down();
  await page.mouse.move(blank.x + 10, blank.y, { steps: 6 });
  await page.mouse.up();
  await expect.poll(titles).toEqual(['Untitled design●', 'Order pipeline']);
  // As a click would, it shows what was dragged.
  expect(await shown(page).textContent()).toBe('Order pipeline');
  await page.keyboard.press('Alt+Shift+PageUp');
  await expect.poll(titles).toEqual(['Order pipeline', 'Untitled design●']);
  await page.keyboard.press('Alt+Shift+PageDown');
  await expect.poll(titles).toEqual(['Untitled design●', 'Order pipeline']);
});

it('each tab has an undo of its own', async () => {
  const { page } = app;
  await twoDesigns(page);
  await page.keyboard.press('Alt+PageUp');
  expect(await page.getByRole('button', { name: 'Undo', exact: true }).getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('Alt+PageDown');
  await page.getByRole('button', { name: /^Undo: Add/ }).click();
  await expect.poll(() => cards(page)).toBe(0);
});

it('what was unsaved when the page ended is open again, and the tab that was shown is shown', async () => {
  const { page } = app;
  await twoDesigns(page);
  await page.keyboard.press('Alt+n');
  await page.getByRole('navigation').getByRole('button', { name: /Topic/ }).click();
  await page.keyboard.press('Alt+PageUp');
  await drafts(page, 2);
  await page.reload();
  // The example was in no file and unchanged: there was nothing to keep.
  await expect.poll(() => tabs(page).count()).toBe(2);
  await expect.poll(() => cards(page)).toBe(1);
  expect(await shown(page).textContent()).toContain('Untitled design');
  await page.locator('.react-flow__node', { hasText: 'Queue' }).waitFor();
  await tabs(page).nth(1).click();
  await page.locator('.react-flow__node', { hasText: 'Topic' }).waitFor();
});

it('a second page of the browser begins empty, and leaves the drafts of the first alone', async () => {
  const { page } = app;
  await twoDesigns(page);
  await drafts(page, 1);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await second.getByRole('heading', { name: 'Begin with an example' }).waitFor();
  await second.waitForTimeout(1200);
  expect(await tabs(second).count()).toBe(0);
  await second.close();
});

/** Waits until so many drafts are kept. */
async function drafts(page: Page, count: number): Promise<void> {
  const kept = (): Promise<number> =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('spillway');
          opening.onsuccess = () => {
            const counting = opening.result.transaction('drafts').objectStore('drafts').count();
            counting.onsuccess = () => {
              opening.result.close();
              resolve(counting.result);
            };
          };
        }),
    );
  await expect.poll(kept, { timeout: 8000 }).toBe(count);
}
