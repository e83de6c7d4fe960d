import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AppPage, expectNoBarriers, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

it('shows each example with what it sustains and costs, and says that everything stays on this machine', async () => {
  const { page } = app;
  const gallery = page.getByRole('main', { name: 'Examples' });
  const cards = gallery.getByRole('button');
  await cards.nth(5).waitFor();
  await expect.poll(() => gallery.getByText(/^sustains/).count(), { timeout: 15_000 }).toBe(await cards.count());
  expect(await page.getByText('no account, no network').isVisible()).toBe(true);
  await expectNoBarriers(page);
});

it('an example opens evaluated: figures on the cards, cost in the bar, findings in the list', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  expect(await page.locator('.react-flow__node').count()).toBe(9);
  expect(await page.locator('.card__percent').first().textContent()).toMatch(/%/);
  expect(
    await page
      .getByRole('banner')
      .getByText(/^\$[\d,]+/)
      .textContent(),
  ).toMatch(/^\$[1-9]/);
  expect(await page.getByRole('button', { name: /billing: Visibility|Warning/ }).count()).toBeGreaterThan(0);
  expect(await page.title()).toBe('Order pipeline — Spillway');
});

it('a blank design says how to begin', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /New design/ }).click();
  await page.getByText('Drag a service here').waitFor();
  await expectNoBarriers(page);
});

it('the way back to the start page asks about unsaved work, and Cancel changes nothing', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /New design/ }).click();
  await page.getByRole('navigation').getByRole('button', { name: /Queue/ }).click();
  await page.getByRole('button', { name: 'Start page' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.locator('.react-flow__node').count()).toBe(1);
  await page.getByRole('button', { name: 'Start page' }).click();
  await question.getByRole('button', { name: 'Don’t save' }).click();
  await page.getByRole('heading', { name: 'Begin with an example' }).waitFor();
});

it('work that was not saved when the page ended is offered again', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /New design/ }).click();
  await page.getByRole('navigation').getByRole('button', { name: /Queue/ }).click();
  await expect
    .poll(() => page.evaluate(() => indexedDB.databases().then((list) => list.length)), { timeout: 5000 })
    .toBeGreaterThan(0);
  // The draft is written a second after the last change.
  await page.waitForTimeout(1500);
  await page.reload();
  await page
    .getByRole('region', { name: 'Recovered designs' })
    .getByRole('button', { name: /Untitled design/ })
    .first()
    .click();
  await page.locator('.react-flow__node').waitFor();
  expect(await page.locator('.react-flow__node').count()).toBe(1);
});
