import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type AppPage,
  card,
  expectNoBarriers,
  inspector,
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
  await openExample(app.page, 'Queue worker');
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

const topOf = async (id: string) => Math.round((await card(app.page, id).boundingBox())?.y ?? 0);
const leftOf = async (id: string) => Math.round((await card(app.page, id).boundingBox())?.x ?? 0);

async function choose(...ids: readonly string[]): Promise<void> {
  const { page } = app;
  await page.keyboard.down('Control');
  for (const id of ids) await card(page, id).click();
  await page.keyboard.up('Control');
}

it('cards are aligned and distributed by keys, each as one step', async () => {
  const { page } = app;
  const before = await saved(page);
  await choose('render', 'jobs-failed', 'uploads-api');
  await page.keyboard.press('Shift+S');
  await expect.poll(async () => (await topOf('render')) - (await topOf('jobs-failed'))).toBe(0);
  await page.keyboard.press('Shift+X');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect(await saved(page)).toBe(before);
});

it('cards are aligned by hand, and settings that they share are set together, as one step', async () => {
  const { page } = app;
  const before = await saved(page);
  await choose('jobs', 'jobs-failed');
  await inspector(page).getByRole('button', { name: 'Align left edges' }).click();
  await expect.poll(async () => (await leftOf('jobs')) - (await leftOf('jobs-failed'))).toBe(0);
  await inspector(page).getByText('Queue × 2').waitFor();
  const retention = inspector(page).getByLabel('Message retention', { exact: true });
  const visibility = inspector(page).getByLabel('Visibility timeout', { exact: true });
  expect(await visibility.getAttribute('placeholder')).toBe('several values');
  await retention.fill('2 d');
  await visibility.fill('13 min');
  await visibility.blur();
  await expectNoBarriers(page, '.inspector');
  const text = await saved(page);
  expect(text.split('"retention": 172800').length - 1).toBe(2);
  expect(text.split('"visibilityTimeout": 780').length - 1).toBe(2);
  await undoAll(page);
  expect(await saved(page)).toBe(before);
});

it('a dragged card shows with what it lines up', async () => {
  const { page } = app;
  const from = await card(page, 'jobs-failed').boundingBox();
  const to = await card(page, 'render').boundingBox();
  if (!from || !to) throw new Error('the cards are not on screen');
  const middle = { x: from.x + from.width / 2, y: from.y + 20 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 20, middle.y + 4, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2 - 20, middle.y + 4, { steps: 6 });
  // The grid decides where it lines up: somewhere within one step.
  let seen = 0;
  for (let by = -20; by <= 20 && seen === 0; by += 2) {
    await page.mouse.move(to.x + to.width / 2 + by, middle.y + 4);
    seen = await page.locator('.guides path').count();
  }
  expect(seen).toBeGreaterThan(0);
  await page.mouse.up();
  await expect.poll(() => page.locator('.guides path').count()).toBe(0);
});
