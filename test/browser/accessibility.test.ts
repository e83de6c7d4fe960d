import { afterEach, expect, it } from 'vitest';
import { type AppPage, card, expectNoBarriers, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

it.each(['dark', 'light'] as const)(
  'the comparison and the tabs have no serious barrier in the %s theme',
  async (theme) => {
    app = await openApp({ theme });
    const { page } = app;
    await openExample(page, 'Order pipeline');
    await page.keyboard.press('Control+Shift+D');
    await card(page, 'billing-failed').click();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+Shift+K');
    await page.getByRole('dialog', { name: 'Compare with' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Figures' }).waitFor();
    await expectNoBarriers(page);
  },
);

it('says aloud what the eye sees change', async () => {
  app = await openApp();
  const { page } = app;
  await openExample(page, 'Order pipeline');
  const said = page.getByRole('status').first();
  await expect.poll(() => said.textContent(), { timeout: 5000 }).toMatch(/of the .* that it sustains/);
  for (let press = 0; press < 10; press += 1) await page.keyboard.press(']');
  await expect
    .poll(() => said.textContent(), { timeout: 5000 })
    .toMatch(/more than the .* that it sustains: .* is full/);
});

it('the outline tells what the canvas shows', async () => {
  app = await openApp();
  const { page } = app;
  await openExample(page, 'Order pipeline');
  const outline = page.getByRole('list', { name: 'Resources' });
  await outline
    .getByRole('button', { name: /create-order.*AWS Lambda function, leads to order-events.*% used/ })
    .click();
  expect(await card(page, 'create-order').locator('.card--selected').count()).toBe(1);
});
