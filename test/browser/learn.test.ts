/** Lessons and the diagnosis of throttling, by the keyboard and in both themes. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AppPage, card, expectNoBarriers, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

const dialog = () => app.page.getByRole('dialog', { name: 'Learn' });
const lesson = (name: string | RegExp) => dialog().getByRole('tab', { name });
const answer = (question: string, choice: string) =>
  dialog().locator(`.segments[aria-label="${question}"]`).getByText(choice, { exact: true }).click();
const causes = () => dialog().getByRole('status').getByRole('heading').allTextContents();

it('throttling in the log without the metric is told to come from a call of the code', async () => {
  await app.page.keyboard.press('F1');
  await dialog().getByText('One answer is enough').waitFor();
  await answer('Throttling messages in the function’s log', 'Yes');
  expect((await causes()).length).toBeGreaterThan(3);
  await answer('Data points in the Throttles metric', 'No');
  await answer('What callers see', 'No error');
  expect(await causes()).toEqual(['Something that the function’s code calls refuses it']);
  await dialog()
    .getByRole('button', { name: /^Lesson: Throttling in the log/ })
    .click();
  await dialog()
    .getByRole('heading', { name: /^Throttling in the log/ })
    .waitFor();
});

it('a lesson says what is true today and leads to what stands in the open drawing', async () => {
  const { page } = app;
  await openExample(page, 'Queue worker');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('A command, a resource, a finding…').fill('learn');
  await page.keyboard.press('Enter');
  const withFindings = lesson(/in this drawing/).first();
  await withFindings.click();
  const finding = dialog().locator('.lesson__finding').first();
  const message = (await finding.locator('span').last().textContent()) ?? '';
  await finding.click();
  await dialog().waitFor({ state: 'detached' });
  const active = (await page.locator('.finding--active .finding__message').textContent()) ?? '';
  expect(active.toLowerCase()).toContain(message.toLowerCase());
});

it('lessons are walked by the arrow keys, and Escape gives the focus back to the canvas', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  await card(page, 'create-order').focus();
  await page.keyboard.press('F1');
  await dialog().waitFor();
  await page.keyboard.press('ArrowDown');
  await dialog()
    .getByRole('heading', { name: /^Synchronous calls/ })
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await dialog().getByText('Three attempts are one call and two retries').waitFor();
  await dialog().getByText('asynchronous failures are kept').waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  expect(await card(page, 'create-order').evaluate((element) => element === document.activeElement)).toBe(true);
});

it.each(['light', 'dark'] as const)('has no serious barrier (%s)', async (theme) => {
  await app.close();
  app = await openApp({ theme });
  await openExample(app.page, 'Queue worker');
  await app.page.keyboard.press('F1');
  await answer('Throttling messages in the function’s log', 'Yes');
  await expectNoBarriers(app.page);
  await lesson(/^Event source mappings/).click();
  await expectNoBarriers(app.page);
});
