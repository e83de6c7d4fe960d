/** A small window, and a page that is shown larger: nothing lies over anything else, and there is a canvas to draw on. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { type AppPage, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

// The third is 1440 × 900 at a zoom of 200 %.
describe.each([
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
  { width: 720, height: 450 },
])('in a window of $width × $height', ({ width, height }) => {
  it('nothing in the bar lies over its neighbour, and nothing on the canvas reaches beyond it', async () => {
    app = await openApp({ width, height });
    const { page } = app;
    await openExample(page, 'Order pipeline');
    expect(await overlapping(page, '.top-bar > *, .dial > *')).toEqual([]);
    expect(await beyond(page, '.canvas', '.canvas-controls, .legend, .overview')).toEqual([]);
    expect(await overlapping(page, '.canvas-controls, .canvas__legend, .overview')).toEqual([]);
    expect(await beyond(page, '.panels', '.panels__bar, .finding, .finding__message, .finding__actions')).toEqual([]);
    expect(await widthOf(page, '.canvas')).toBeGreaterThan(300);
    expect(await widthOf(page, '.finding__message')).toBeGreaterThan(300);
  });

  it('limits and the bill are read line by line', async () => {
    app = await openApp({ width, height });
    const { page } = app;
    await openExample(page, 'Order pipeline');
    await page.getByRole('tab', { name: 'Limits' }).click();
    await page.locator('.ladder__tick').first().waitFor();
    expect(await overlapping(page, '.ladder__tick, .ladder__now span')).toEqual([]);
    expect(await beyond(page, '.panels', '.ladder, .rung, .overflow, .ladder__tick')).toEqual([]);
    await page.getByRole('tab', { name: 'Cost' }).click();
    await page.locator('.cost__resource').first().waitFor();
    expect(await overlapping(page, '.cost__resource, .cost__number')).toEqual([]);
  });

  it('a pool with nothing left in it has words that its cards have room for', async () => {
    app = await openApp({ width, height });
    const { page } = app;
    await openExample(page, 'Order pipeline');
    await page.getByRole('combobox', { name: 'Quotas of' }).selectOption({ label: 'A new account' });
    const over = page.locator('.card--over').first();
    await over.waitFor();
    expect(
      await over.evaluate((card) => {
        const room = card.getBoundingClientRect();
        return [...card.querySelectorAll('.card__foot *')].every(
          (each) => each.getBoundingClientRect().right <= room.right,
        );
      }),
    ).toBe(true);
    expect(await overlapping(page, '.card--over .card__load, .card--over .card__rate')).toEqual([]);
  });

  it('the dial says in full what breaks first', async () => {
    app = await openApp({ width, height });
    const { page } = app;
    await openExample(page, 'Order pipeline');
    const isWhole = await page
      .locator('.dial__sustains')
      .evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight);
    expect(isWhole).toBe(true);
  });
});

const widthOf = (page: Page, selector: string): Promise<number> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.getBoundingClientRect().width);

/** Pairs of those shown, neither of them within the other, that share more than a hair of the window. */
const overlapping = (page: Page, selector: string): Promise<readonly string[]> =>
  page.evaluate((all) => {
    const shown = [...document.querySelectorAll(all)].filter((each) => each.getBoundingClientRect().width > 0);
    return shown.flatMap((one, index) =>
      shown.slice(index + 1).flatMap((other) => {
        if (one.contains(other) || other.contains(one)) return [];
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return across > 1 && down > 1 ? [`${one.className} and ${other.className}`] : [];
      }),
    );
  }, selector);

const beyond = (page: Page, around: string, selector: string): Promise<readonly string[]> =>
  page.evaluate(
    ({ outer, all }) => {
      const room = document.querySelector(outer)?.getBoundingClientRect();
      return [...document.querySelectorAll(all)].flatMap((element) => {
        const box = element.getBoundingClientRect();
        if (!room || box.width === 0) return [];
        return box.left < room.left - 1 || box.right > room.right + 1 ? [element.className] : [];
      });
    },
    { outer: around, all: selector },
  );
