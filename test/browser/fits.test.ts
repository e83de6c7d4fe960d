/** Words and figures of any length fit where they stand. */
import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { type AppPage, dial, evaluated, inspector, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

// Together they have every kind of limit, setting and figure that is long in words.
it.each(['Order pipeline', 'Queue worker', 'Upload pipeline', 'Partner APIs', 'Clickstream', 'Web front'])(
  '%s: nothing beside the canvas is cut off, hardly loaded or far beyond its limits',
  async (example) => {
    app = await openApp();
    const { page } = app;
    await openExample(page, example);
    for (const key of ['Home', 'End']) {
      await dial(page).focus();
      await page.keyboard.press(key);
      await evaluated(page);
      for (const id of await drawnIds(page)) {
        await select(page, id);
        for (const name of ['Numbers', 'Configure']) {
          const tab = inspector(page).getByRole('tab', { name });
          if ((await tab.count()) === 0) continue;
          await tab.click();
          expect(await cutOff(page), `${id}, ${name} at ${key}`).toEqual([]);
        }
      }
    }
  },
);

const drawnIds = (page: Page): Promise<readonly string[]> =>
  page
    .locator('.react-flow__node, .react-flow__edge')
    .evaluateAll((drawn) => drawn.flatMap((each) => (each as HTMLElement).dataset['id'] ?? []));

/** A click wherever the thing is, below others too. */
async function select(page: Page, id: string): Promise<void> {
  await page
    .locator(`[data-id="${id}"]`)
    .evaluate((drawn) => drawn.dispatchEvent(new MouseEvent('click', { bubbles: true })));
}

/** What reaches beyond the panel that it is in, or beyond the part of it that scrolls; code may. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element): boolean => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const hides = (element: Element): boolean => ['hidden', 'clip'].includes(getComputedStyle(element).overflowX);
    const found: string[] = [];
    for (const panel of document.querySelectorAll(
      '[role="complementary"], aside, header, [role="contentinfo"], footer',
    )) {
      for (const element of panel.querySelectorAll('*')) {
        const box = element.getBoundingClientRect();
        if (box.width < 2 || element.closest('svg svg, .spoken-only, pre')) continue;
        let around = element.parentElement;
        while (around && around !== panel && !scrolls(around) && !hides(around)) around = around.parentElement;
        if (!around || (around !== panel && hides(around))) continue;
        const room = around.getBoundingClientRect();
        if (box.right <= room.right + 1 && box.left >= room.left - 1) continue;
        found.push(`${element.textContent ?? element.tagName}: ${Math.round(box.right - room.right)} px beyond`);
      }
    }
    return found;
  });
