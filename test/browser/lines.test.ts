import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeDocument } from '#shared/document/write';
import { exampleIds } from '#shared/examples/gallery';
import { services } from '#shared/services/registry';
import { largeDrawing } from '../bench/canvas/large-drawing';
import { type AppPage, evaluated, middleOf, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

it('a design stands where it will stay from the first frame that shows it', async () => {
  const { page } = app;
  await page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(window, 'seenViews', seen);
    const look = () => {
      const isDrawn = document.querySelector('.react-flow__node') !== null;
      const view = document.querySelector<HTMLElement>('.react-flow__viewport')?.style.transform;
      if (isDrawn && view !== undefined && seen.at(-1) !== view) seen.push(view);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await openExample(page, 'Partner APIs');
  expect(await page.evaluate(() => Reflect.get(window, 'seenViews') as unknown)).toHaveLength(1);
});

it('a large design that opens from afar keeps its lines', async () => {
  const { page } = app;
  const large = largeDrawing(160);
  await openText(page, 'large', writeDocument(large, services));
  await twoFrames(page);
  expect(await page.locator('.detail-far .react-flow__edge .line__stroke').count()).toBe(large.connections.length);
});

it('many lines from afar are drawn together, and each is still chosen by a click and deleted', async () => {
  const { page } = app;
  const large = largeDrawing(400);
  await openText(page, 'larger', writeDocument(large, services));
  const together = page.getByRole('img', { name: `${large.connections.length} connections, seen from afar` });
  await together.waitFor();
  expect(await page.locator('.react-flow__edge').count()).toBe(0);
  const [first, second] = [page.locator('[data-id="shop-0"]'), page.locator('[data-id="api-0"]')];
  const [from, to] = await Promise.all([middleOf(first), middleOf(second)]);
  await page.mouse.click((from.x + to.x) / 2, from.y);
  await expect.poll(() => page.locator('.react-flow__edge.selected').count()).toBe(1);
  await page.getByRole('img', { name: `${large.connections.length - 1} connections, seen from afar` }).waitFor();
  await page.keyboard.press('Delete');
  await expect.poll(() => page.locator('.react-flow__edge').count()).toBe(0);
  await page.keyboard.press('Control+z');
  await together.waitFor();
  // A selected card has its lines for itself: they can be reached by Tab.
  await first.click();
  expect(await page.locator('.react-flow__edge[tabindex="0"]').count()).toBe(1);
  await page.mouse.click((from.x + to.x) / 2, from.y - 6);
  await expect.poll(() => page.locator('.react-flow__edge').count()).toBe(0);
});

it('lines that are drawn together are chosen with the cards in a box, and a service dropped on one goes between', async () => {
  const { page } = app;
  const large = largeDrawing(400);
  await openText(page, 'larger', writeDocument(large, services));
  const together = (count: number) => page.getByRole('img', { name: `${count} connections, seen from afar` });
  await together(large.connections.length).waitFor();
  const card = (id: string) => middleOf(page.locator(`.react-flow__node[data-id="${id}"]`));
  const [shop, api, order] = await Promise.all([card('shop-0'), card('api-0'), card('order-0')]);
  // Around two cards: the line between them, and the one that leads on.
  await page.keyboard.down('Shift');
  await page.mouse.move(shop.x - 20, shop.y - 12);
  await page.mouse.down();
  await page.mouse.move((api.x + order.x) / 2, api.y + 9, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(() => page.locator('.react-flow__edge.selected').count()).toBe(2);
  await page.keyboard.press('Escape');
  await together(large.connections.length).waitFor();
  const canvas = await page.getByRole('main', { name: 'Canvas' }).boundingBox();
  if (!canvas) throw new Error('no canvas');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Queue/ })
    .dragTo(page.getByRole('main', { name: 'Canvas' }), {
      targetPosition: { x: (api.x + order.x) / 2 - canvas.x, y: api.y - canvas.y },
    });
  // What was put between is selected, so that its two lines are lines of their own.
  await expect
    .poll(() => page.locator('.react-flow__edge').evaluateAll((edges) => edges.map((each) => each.dataset['id'])))
    .toEqual(['api-0--queue', 'queue--order-0']);
});

it('on screen no line of an example runs behind a card, and the overview hides none', async () => {
  const { page } = app;
  for (const id of exampleIds) {
    const file = resolve(import.meta.dirname, `../../shared/examples/${id}.spillway`);
    await openText(page, id, readFileSync(file, 'utf8'));
    await twoFrames(page);
    expect({ id, found: await page.evaluate(hidden) }).toEqual({ id, found: [] });
  }
}, 90_000);

async function openText(page: Page, name: string, text: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+o')]);
  await chooser.setFiles({ name: `${name}.spillway`, mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.locator('header, .top-bar').getByText(`${name}.spillway`).waitFor();
  await evaluated(page);
}

/** After which all is drawn that follows from what React Flow may have measured. */
const twoFrames = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));

/** Runs in the page: lines that cross a card by more than its edge, and cards and lines below the overview. */
function hidden(): readonly string[] {
  const overview = document.querySelector('.overview')?.getBoundingClientRect();
  const cards = [...document.querySelectorAll<HTMLElement>('.react-flow__node')].map((node) => ({
    id: node.dataset['id'] ?? '',
    box: node.getBoundingClientRect(),
  }));
  const crossing = [...document.querySelectorAll<HTMLElement>('.react-flow__edge')].flatMap((edge) => {
    const path = edge.querySelector<SVGPathElement>('.line__stroke');
    const toScreen = path?.getScreenCTM();
    if (!path || !toScreen) return [];
    const name = edge.dataset['id'] ?? '';
    const length = path.getTotalLength();
    for (let at = 0; at <= length; at += 4) {
      const { x, y } = path.getPointAtLength(at).matrixTransform(toScreen);
      const on = cards.find(
        ({ box }) => x > box.left + 3 && x < box.right - 3 && y > box.top + 3 && y < box.bottom - 3,
      );
      if (on) return [`${name} crosses ${on.id}`];
      if (overview && x > overview.left && y > overview.top) return [`the overview covers ${name}`];
    }
    return [];
  });
  const covered = cards.filter(
    ({ box }) => overview && box.right > overview.left && box.bottom > overview.top && box.left < overview.right,
  );
  return [...crossing, ...covered.map(({ id }) => `the overview covers ${id}`)];
}
