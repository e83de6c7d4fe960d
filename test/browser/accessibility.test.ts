import { afterEach, expect, it } from 'vitest';
import { type AppPage, card, evaluated, expectNoBarriers, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

it.each(['dark', 'light'] as const)(
  'no panel has a serious barrier in the %s theme, at rest and beyond the limits',
  async (theme) => {
    app = await openApp({ theme });
    const { page } = app;
    await openExample(page, 'Order pipeline');
    await expectNoBarriers(page);
    for (const press of Array.from({ length: 12 }, () => ']')) await page.keyboard.press(press);
    await card(page, 'create-order').locator('.spill-pill').waitFor();
    await card(page, 'create-order').click();
    await evaluated(page);
    for (const tab of ['Limits', 'Simulation', 'Cost', 'Code', 'Findings']) {
      await page.getByRole('tablist', { name: 'Panels' }).getByRole('tab', { name: tab }).click();
      await page.waitForTimeout(150);
      await expectNoBarriers(page, '.panels');
    }
    for (const tab of ['Behaviour', 'Numbers', 'Cost', 'Code', 'Configure']) {
      await page.getByRole('tablist', { name: 'Inspector' }).getByRole('tab', { name: tab }).click();
      await page.waitForTimeout(150);
      await expectNoBarriers(page, '.inspector');
    }
  },
  90_000,
);

it.each(['palette', 'shortcuts', 'about'])('the dialog “%s” has no serious barrier', async (dialog) => {
  app = await openApp({ theme: 'light' });
  const { page } = app;
  await openExample(page, 'Queue worker');
  if (dialog === 'palette') await page.keyboard.press('Control+k');
  if (dialog === 'shortcuts') await page.keyboard.press('Shift+?');
  if (dialog === 'about') {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('A command, a resource, a finding…').fill('about');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Spillway \d/ }).waitFor();
  }
  await page.getByRole('dialog').first().waitFor();
  await expectNoBarriers(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
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
