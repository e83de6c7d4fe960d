import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type AppPage,
  card,
  expectNoBarriers,
  inspector,
  line,
  openApp,
  openExample,
  saved,
  undoAll,
  withBrowser,
} from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp({ theme: 'light' });
  await openExample(app.page, 'Queue worker');
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

it('notes are written by keys: free on the canvas, and about what is selected', async () => {
  const { page } = app;
  const before = await saved(page);
  await page.keyboard.press('n');
  await page.keyboard.type('## Peak\n- **60/s** at noon\n- <b>not HTML</b>');
  await page.keyboard.press('Escape');
  const note = card(page, 'note:1');
  await note.getByRole('heading', { name: 'Peak' }).waitFor();
  expect(await note.getByText('<b>not HTML</b>').count()).toBe(1);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Alt+ArrowDown');
  await card(page, 'jobs').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('n');
  await page.keyboard.type('Holds *an hour* of work');
  await page.keyboard.press('Control+Enter');
  await inspector(page).getByText('an hour').waitFor();
  await card(page, 'jobs').getByTitle('Note: Holds an hour of work').waitFor();
  await expectNoBarriers(page, '.canvas');
  expect(await saved(page)).toContain('"note": "Holds *an hour* of work"');
  await undoAll(page);
  expect(await saved(page)).toBe(before);
});

it('notes are written by hand: a button in the inspector, a double-click on the canvas', async () => {
  const { page } = app;
  await line(page, 'jobs--render').locator('.line__reach').click({ force: true });
  await inspector(page).getByRole('button', { name: 'Write a note' }).click();
  await page.keyboard.type('Batches of one');
  await card(page, 'jobs').click();
  await line(page, 'jobs--render').locator('.line__note').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('one');
  await page.locator('.react-flow__pane').click({ position: { x: 300, y: 60 } });
  await card(page, 'note:1').dblclick();
  await page.keyboard.type(' two');
  await page.keyboard.press('Escape');
  await expect.poll(() => card(page, 'note:1').textContent()).toBe('one two');
  await card(page, 'note:1').click();
  await page.keyboard.press('Delete');
  await expect.poll(() => card(page, 'note:1').count()).toBe(0);
});
