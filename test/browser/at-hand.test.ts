/** What one looks for is where one looks: in view, beside what it is about, and where it was a moment ago. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { type AppPage, card, dial, evaluated, inspector, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

const bottom = (page: Page) => page.getByRole('separator', { name: 'Height of the panels' });

/** Names of cards that do not lie on the canvas as a whole. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const canvas = document.querySelector('.canvas')?.getBoundingClientRect() ?? new DOMRect();
    return [...document.querySelectorAll<HTMLElement>('.react-flow__node')].flatMap((each) => {
      const { left, right, top, bottom: lower } = each.getBoundingClientRect();
      const isIn = left >= canvas.left && right <= canvas.right && top >= canvas.top && lower <= canvas.bottom;
      return isIn ? [] : [each.dataset['id'] ?? ''];
    });
  });

const viewOf = (page: Page): Promise<string> =>
  page.locator('.react-flow__viewport').evaluate((element) => (element as HTMLElement).style.transform);

describe('a drawing', () => {
  it('that is shown whole stays whole when the panels grow', async () => {
    app = await openApp({ height: 700 });
    const { page } = app;
    await openExample(page, 'Order pipeline');
    const before = await viewOf(page);
    await bottom(page).focus();
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowUp');
    await expect.poll(() => viewOf(page)).not.toBe(before);
    await expect.poll(() => cutOff(page)).toEqual([]);
  });

  it('that one has moved stays where it is', async () => {
    app = await openApp({ height: 700 });
    const { page } = app;
    await openExample(page, 'Order pipeline');
    await page.mouse.move(600, 200);
    await page.mouse.wheel(40, 30);
    await bottom(page).focus();
    const before = await viewOf(page);
    await page.keyboard.press('ArrowUp');
    // One more change of size, answered by the drawing as a whole, is the sign that the first one would have been.
    await page.getByRole('tab', { name: 'Simulation' }).click();
    await page.locator('.charts canvas').first().waitFor();
    expect(await viewOf(page)).toBe(before);
  });

  it('shows what a remedy has added to it', async () => {
    app = await openApp();
    const { page } = app;
    await openExample(page, 'Order pipeline');
    await page
      .getByRole('tabpanel', { name: 'Findings' })
      .getByRole('button', { name: /^Add a dead-letter queue/ })
      .click();
    await card(page, 'email-queue-failed').waitFor();
    await expect.poll(() => cutOff(page)).toEqual([]);
  });
});

describe('a finding', () => {
  it('is led to by the mark on its card, in the panel and in the form', async () => {
    app = await openApp({ view: { showsBottom: false, showsInspector: false } });
    const { page } = app;
    await openExample(page, 'Order pipeline');
    await card(page, 'order-events').locator('.finding-badge').click();
    const row = page.locator('.finding--active');
    expect(await row.textContent()).toContain('order-events');
    // It is about no setting: the form says it all the same.
    const note = inspector(page).locator('.form__findings');
    expect(await note.textContent()).toContain('SNS does not try again');
    await note.getByRole('button', { name: 'Keep undelivered messages of order-events' }).click();
    await note.waitFor({ state: 'detached' });
  });
});

describe('a collapsed group', () => {
  it('tells of the findings that it hides and of what comes in, and its line keeps its rate', async () => {
    app = await openApp();
    const { page } = app;
    await openExample(page, 'Order pipeline');
    await card(page, 'billing').click();
    await card(page, 'charge-card').click({ modifiers: ['Shift'] });
    await card(page, 'billing-failed').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+g');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Collapse', exact: true }).click();
    const group = page.locator('.card--group');
    await expect.poll(() => group.locator('.card__rate').innerText()).toContain('400');
    expect(await page.locator('[data-id="order-events--billing"] .line__rate').isVisible()).toBe(true);
    await group.locator('.finding-badge').click();
    expect(await page.locator('.finding--active').textContent()).toContain('billing');
    await inspector(page).getByText('Visibility timeout is 30 s').waitFor();
  });
});

describe('the load dial', () => {
  it('stands still while one turns it and the bill grows', async () => {
    app = await openApp();
    const { page } = app;
    await openExample(page, 'Order pipeline');
    const before = await dial(page).boundingBox();
    await dial(page).focus();
    await page.keyboard.press('End');
    await page.locator('.top-bar__cost', { hasText: /\$\d\d,/ }).waitFor();
    expect(await dial(page).boundingBox()).toEqual(before);
  });
});

describe('a panel', () => {
  it('with charts opens at a height at which they are seen, and one with a list as it was', async () => {
    app = await openApp();
    const { page } = app;
    await openExample(page, 'Order pipeline');
    const panels = page.getByRole('region', { name: 'Panels' });
    const before = await panels.boundingBox();
    await page.getByRole('tab', { name: 'Simulation' }).click();
    const chart = await page.locator('.charts canvas').first().boundingBox();
    const shown = await panels.boundingBox();
    expect((chart?.y ?? 0) + (chart?.height ?? 0)).toBeLessThan((shown?.y ?? 0) + (shown?.height ?? 0));
    await page.getByRole('tab', { name: 'Findings' }).click();
    expect(await panels.boundingBox()).toEqual(before);
  });

  it('of limits marks the present load beside its ticks, not on them', async () => {
    app = await openApp();
    const { page } = app;
    await openExample(page, 'Order pipeline');
    await page.getByRole('tab', { name: 'Limits' }).click();
    for (const key of ['Home', 'End']) {
      await dial(page).focus();
      await page.keyboard.press(key);
      await evaluated(page);
      const now = await page.locator('.ladder__now span').boundingBox();
      const ticks = await page
        .locator('.ladder__tick')
        .evaluateAll((all) => all.map((tick) => tick.getBoundingClientRect().bottom));
      expect(Math.max(...ticks)).toBeLessThanOrEqual(now?.y ?? 0);
    }
  });

  it('of findings does not praise a design in which nothing is drawn', async () => {
    app = await openApp();
    const { page } = app;
    await page.getByRole('button', { name: 'New design' }).click();
    await page.getByText('Nothing to check yet').waitFor();
  });
});

describe('the menu of kinds', () => {
  it('is gone when one presses elsewhere, a card of a service to drag as well', async () => {
    app = await openApp();
    const { page } = app;
    await openExample(page, 'REST API');
    await page.getByRole('main', { name: 'Canvas' }).focus();
    await page.keyboard.press('a');
    await page.locator('.pick').waitFor();
    await page.locator('.palette__item').first().hover();
    await page.mouse.down();
    await page.locator('.pick').waitFor({ state: 'detached' });
    await page.mouse.up();
  });
});
