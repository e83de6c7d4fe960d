/** How cards, lines and panels look in both themes. The page brings its letters, the tests their browser. */
import { platform } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { type AppPage, card, inspector, line, openApp, openExample, withBrowser } from './app-page';
import { expectPicture } from './picture';

withBrowser();

let app: AppPage;
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

// Another browser draws letters in its own way: these are pictures by the one that comes as a package. They show no sign
// that the page's letters lack, such as the ▲ beyond a limit, which each machine takes from a font of its own.
const isOurs = platform() === 'linux' && process.arch === 'x64' && process.env['SPILLWAY_BROWSER'] === undefined;

describe.skipIf(!isOurs).each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it('the dial, a finding and the inspector look as they were kept', async () => {
    app = await openApp({ theme, height: 620 });
    const { page } = app;
    await openExample(page, 'Order pipeline');
    await expectPicture(page.getByRole('region', { name: 'Load', exact: true }), `dial-${theme}`);
    await expectPicture(page.locator('.finding').first(), `finding-${theme}`);
    await card(page, 'billing').focus();
    await page.keyboard.press('Enter');
    await expectPicture(inspector(page), `inspector-${theme}`);
  });

  it('a card and a line at which a caller waits look as they were kept', async () => {
    // The canvas alone, so that cards are as large as they are meant to be read.
    const view = { showsPalette: false, showsInspector: false, showsBottom: false };
    app = await openApp({ theme, width: 1760, view });
    const { page } = app;
    await openExample(page, 'Order pipeline');
    await page.locator('.detail-near').waitFor();
    await page.mouse.move(0, 0);
    await expectPicture(card(page, 'create-order'), `card-${theme}`);
    await expectPicture(line(page, 'create-order--order-events'), `line-${theme}`);
  });
});
