import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type AppPage,
  card,
  expectNoBarriers,
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
  await openExample(app.page, 'Queue worker');
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

it('a group is made, named, moved, collapsed, expanded and dissolved by keys alone', async () => {
  const { page } = app;
  const before = await saved(page);
  await card(page, 'jobs').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+g');
  await page.keyboard.type('Rendering');
  await page.keyboard.press('Enter');
  const frame = card(page, 'group:group');
  await expect.poll(() => frame.getAttribute('aria-label')).toBe('Rendering, group of 1 resource');
  const place = await card(page, 'jobs').boundingBox();
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await card(page, 'jobs').boundingBox())?.y).toBeGreaterThan(place?.y ?? 0);
  const wide = (await frame.boundingBox())?.width ?? 0;
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => (await frame.boundingBox())?.width).toBeGreaterThan(wide);
  await page.keyboard.press('g');
  await expect.poll(() => card(page, 'jobs').count()).toBe(0);
  await inspector(page).getByText('Least headroom').waitFor();
  await expectNoBarriers(page, '.canvas');
  await page.keyboard.press('g');
  await card(page, 'jobs').waitFor();
  await page.keyboard.press('Control+Shift+g');
  await expect.poll(() => frame.count()).toBe(0);
  await undoAll(page);
  expect(await saved(page)).toBe(before);
});

it('a frame is moved by its name, pulled larger, and collapsed to a card that its lines lead to', async () => {
  const { page } = app;
  const before = await saved(page);
  await card(page, 'jobs').click();
  await page.keyboard.down('Control');
  await card(page, 'render').click();
  await page.keyboard.up('Control');
  await page.keyboard.press('Control+g');
  await page.keyboard.press('Enter');
  const frame = card(page, 'group:group');
  const place = await middleOf(card(page, 'jobs'));
  const head = await frame.locator('.frame__head').boundingBox();
  if (!head) throw new Error('the frame has no head');
  const grip = { x: head.x + head.width / 2, y: head.y + head.height / 2 };
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x, grip.y + 30, { steps: 5 });
  await page.mouse.move(grip.x, grip.y + 64, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await middleOf(card(page, 'jobs'))).y).toBeGreaterThan(place.y + 30);
  const size = (await frame.boundingBox())?.height ?? 0;
  // Hovering waits until the frame has come to rest on the grid: its corner is no larger than a step of it.
  const handle = frame.locator('.frame__corner.bottom.right');
  await handle.hover();
  const corner = await middleOf(handle);
  await page.mouse.down();
  await page.mouse.move(corner.x + 4, corner.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await frame.boundingBox())?.height).toBeGreaterThan(size + 20);
  await frame.getByRole('button', { name: 'Collapse Group' }).click();
  await expect.poll(() => card(page, 'render').count()).toBe(0);
  expect(await line(page, 'jobs--render').count()).toBe(0);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^render/ })
    .click();
  await inspector(page).getByLabel('Memory', { exact: true }).waitFor();
  await undoAll(page);
  expect(await saved(page)).toBe(before);
});
