import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type AppPage,
  card,
  dial,
  dragConnection,
  evaluated,
  inspector,
  line,
  middleOf,
  openApp,
  openExample,
  saved,
  undoAll,
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

it('a finding leads to its field, its remedy mends it, and undo brings the same bytes back', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  const before = await saved(page);
  const finding = page.getByRole('listitem').filter({ hasText: 'Visibility timeout is 30 s' });
  await finding.getByRole('button', { name: /Visibility timeout is 30 s/ }).click();
  const field = inspector(page).getByLabel('Visibility timeout', { exact: true });
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  await finding.getByRole('button', { name: 'Set visibility timeout to 180 s' }).click();
  await finding.waitFor({ state: 'detached' });
  expect(await field.inputValue()).toBe('180 s');
  expect(await saved(page)).toContain('"visibilityTimeout": 180');
  await undoAll(page);
  expect(await saved(page)).toBe(before);
});

it('the dial moves rates, load and cost at once, and tells what breaks first and where the excess goes', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  const cost = page.getByRole('banner').getByText(/^\$[\d,]+$/);
  const calm = await cost.textContent();
  await dial(page).focus();
  await page.keyboard.press('End');
  await expect.poll(() => dial(page).getAttribute('aria-valuetext')).toMatch(/10 times the load as drawn, beyond the/);
  await card(page, 'create-order').locator('.spill-pill').waitFor();
  await card(page, 'billing').locator('.spill-pill--watch').waitFor();
  expect(await cost.textContent()).not.toBe(calm);
  await page.getByRole('tab', { name: 'Limits' }).click();
  const overflow = page.getByRole('region', { name: 'Where the excess goes' });
  await overflow.getByText('error to the caller').first().waitFor();
  await overflow.getByText('backlog that grows').first().waitFor();
  await page.keyboard.press('Control+s');
  // The load is how one looks at the design, and no part of it: nothing became unsaved.
  await page
    .getByRole('button', { name: 'Back to the load as drawn' })
    .or(page.getByTitle('Back to the load as drawn'))
    .click();
  await card(page, 'create-order').locator('.spill-pill').waitFor({ state: 'detached' });
});

it('draws a design from nothing, and undo takes all of it back', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /New design/ }).click();
  await page.getByText('Drag a service here').waitFor();
  const empty = await saved(page);
  const services = page.getByRole('navigation', { name: 'Services and outline' });
  await services.getByRole('button', { name: /^Client/ }).click();
  // A adds behind what is selected; of several ways to connect the person chooses.
  await page.keyboard.press('a');
  await page.getByRole('combobox', { name: 'Add after client' }).fill('buffer');
  await page.keyboard.press('Enter');
  await card(page, 'queue').waitFor();
  await services.getByRole('button', { name: /^Function/ }).click();
  await card(page, 'function').waitFor();
  await dragConnection(page, 'queue', 'function');
  await line(page, 'queue--function').waitFor({ state: 'attached' });
  await inspector(page).getByRole('heading', { name: 'Event source mapping' }).waitFor();
  await evaluated(page);
  await expect
    .poll(() =>
      page
        .getByText(/^sustains/)
        .first()
        .textContent(),
    )
    .toMatch(/\/s/);
  const drawn = await saved(page);
  expect(drawn).toContain('"kind": "lambda/queue-event-source"');
  expect(drawn).toContain('"kind": "client/send-message"');
  await undoAll(page);
  expect(await saved(page)).toBe(empty);
});

it('what was saved opens again as the same bytes', async () => {
  const { page } = app;
  await openExample(page, 'Clickstream');
  const text = await saved(page);
  await page.getByRole('button', { name: 'Start page' }).click();
  await page.getByRole('heading', { name: 'Begin with an example' }).waitFor();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+o')]);
  await chooser.setFiles({ name: 'again.spillway', mimeType: 'application/json', buffer: Buffer.from(text) });
  await evaluated(page);
  expect(await page.getByText('again.spillway').isVisible()).toBe(true);
  expect(await saved(page)).toBe(text);
});

it('a damaged file is refused with the place of the damage', async () => {
  const { page } = app;
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+o')]);
  await chooser.setFiles({
    name: 'torn.spillway',
    mimeType: 'application/json',
    buffer: Buffer.from('{\n  "format": 1,\n  "reso'),
  });
  const notice = page.getByRole('alert').filter({ hasText: 'torn.spillway was not opened' });
  await notice.waitFor();
  expect(await notice.textContent()).toMatch(/line 3/);
});

it('a connection that AWS does not allow is refused with the reason and what to draw instead', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  await dragConnection(page, 'order-events', 'shoppers');
  const refusal = page.getByRole('alert').filter({ hasText: 'order-events cannot lead to Shoppers' });
  await refusal.waitFor();
  expect(await refusal.textContent()).toContain('Instead:');
  expect(await page.getByRole('button', { name: 'Undo', exact: true }).getAttribute('aria-disabled')).toBe('true');
});

it('a service dropped on a line goes between its two ends', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  const target = await middleOf(line(page, 'orders-api--create-order').locator('.line__stroke'));
  const canvas = await page.getByRole('main', { name: 'Canvas' }).boundingBox();
  if (!canvas) throw new Error('no canvas');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Queue/ })
    .dragTo(page.getByRole('main', { name: 'Canvas' }), {
      targetPosition: { x: target.x - canvas.x, y: target.y - canvas.y },
    });
  await line(page, 'orders-api--queue').waitFor({ state: 'attached' });
  await line(page, 'queue--create-order').waitFor({ state: 'attached' });
  expect(await line(page, 'orders-api--create-order').count()).toBe(0);
});
