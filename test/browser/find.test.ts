import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AppPage, card, expectNoBarriers, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
  await openExample(app.page, 'Queue worker');
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

const find = () => app.page.getByRole('search', { name: 'Find on the canvas' });
const faceOf = (id: string) => card(app.page, id).locator('.card').getAttribute('class');

it('by keys: Ctrl+F, the query, Enter from one match to the next, Escape', async () => {
  const { page } = app;
  await page.keyboard.press('Control+f');
  await page.keyboard.type('service:sqs');
  await find().getByText('2', { exact: true }).waitFor();
  expect(await faceOf('jobs')).toContain('card--found');
  expect(await faceOf('render')).toContain('card--passed');
  await page.keyboard.press('Enter');
  await find().getByText('1 of 2').waitFor();
  await page.keyboard.press('Shift+Enter');
  await find().getByText('2 of 2').waitFor();
  await page.keyboard.press('F3');
  await find().getByText('1 of 2').waitFor();
  await expectNoBarriers(page, '.canvas');
  await page.keyboard.press('Escape');
  expect(await faceOf('render')).not.toContain('card--passed');
  await expect.poll(() => card(page, 'jobs').evaluate((node) => node === document.activeElement)).toBe(true);
});

it('by hand: what is over its limit, and a sentence for what cannot be understood', async () => {
  const { page } = app;
  await page.keyboard.press('Control+f');
  const field = find().getByRole('textbox', { name: 'Find' });
  await field.fill('util>100');
  await find().getByRole('button', { name: 'Next match' }).click();
  await find().getByText('1 of 1').waitFor();
  expect(await card(page, 'render').getAttribute('class')).toContain('selected');
  await field.fill('is:throtled');
  await find().getByText('is:throtled is not known: perhaps is:throttled is meant').waitFor();
  expect(await faceOf('jobs')).not.toContain('card--passed');
  await find().getByRole('button', { name: 'Close Find' }).click();
  await expect.poll(() => find().count()).toBe(0);
});
