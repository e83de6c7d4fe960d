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
  await cards.nth(11).waitFor();
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
  expect(await page.title()).toBe('Order pipeline – Spillway');
});

it('a blank design says how to begin', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /New design/ }).click();
  await page.getByText('Drag a service here').waitFor();
  await expectNoBarriers(page);
});

it('the start page leaves what is unsaved in its tab, and closing the tab asks', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /New design/ }).click();
  await page.getByRole('navigation').getByRole('button', { name: /Queue/ }).click();
  await page.getByRole('button', { name: 'Start page' }).click();
  await page.getByRole('heading', { name: 'Begin with an example' }).waitFor();
  const tab = page.getByRole('tab', { name: 'Untitled design, unsaved changes' });
  await expectNoBarriers(page);
  await tab.click();
  expect(await page.locator('.react-flow__node').count()).toBe(1);
  const question = page.getByRole('alertdialog');
  await tab.click({ button: 'middle' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.locator('.react-flow__node').count()).toBe(1);
  await tab.click({ button: 'middle' });
  await question.getByRole('button', { name: 'Don’t save' }).click();
  await page.getByRole('heading', { name: 'Begin with an example' }).waitFor();
});
