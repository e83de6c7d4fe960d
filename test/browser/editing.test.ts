import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AppPage, card, inspector, openApp, openExample, saved, undoAll, withBrowser } from './app-page';

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

describe('the form', () => {
  it('takes times as people write them and shows them as they are read', async () => {
    const { page } = app;
    await card(page, 'render').click();
    const timeout = inspector(page).getByLabel('Timeout', { exact: true });
    await timeout.fill('2m');
    await timeout.press('Tab');
    expect(await timeout.inputValue()).toBe('120 s');
    await timeout.fill('90');
    await timeout.blur();
    expect(await timeout.inputValue()).toBe('90 s');
  });

  it('keeps what cannot be, says what can, and changes nothing meanwhile', async () => {
    const { page } = app;
    await card(page, 'render').click();
    const timeout = inspector(page).getByLabel('Timeout', { exact: true });
    const before = await saved(page);
    await timeout.fill('3 h');
    await timeout.blur();
    expect(await timeout.inputValue()).toBe('3 h');
    expect(await inspector(page).getByRole('alert').textContent()).toBe('must be from 1 s to 15 min');
    expect(await saved(page)).toBe(before);
  });

  it('is undone by the same keys as everything else, a run of keystrokes as one step', async () => {
    const { page } = app;
    await card(page, 'render').click();
    const memory = inspector(page).getByLabel('Memory', { exact: true });
    const before = await saved(page);
    await memory.fill('');
    await memory.pressSequentially('1024');
    await page.keyboard.press('Control+z');
    expect(await saved(page)).toBe(before);
  });

  it('explains each setting and gives its default back', async () => {
    const { page } = app;
    await card(page, 'render').click();
    const memory = inspector(page).getByLabel('Memory', { exact: true });
    await memory.fill('3008');
    await inspector(page).getByRole('button', { name: 'Back to the default: Memory' }).click();
    expect(await memory.inputValue()).toBe('');
    await inspector(page).getByRole('button', { name: 'About Memory' }).click();
    await page.getByRole('dialog').getByText('Allowed').waitFor();
  });
});

describe('the canvas by keyboard', () => {
  it('moves what is selected by the arrow keys, as one step', async () => {
    const { page } = app;
    const before = await saved(page);
    await card(page, 'jobs').click();
    for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowDown', { delay: 5 });
    expect(await saved(page)).not.toBe(before);
    await undoAll(page);
    expect(await saved(page)).toBe(before);
  });

  it('duplicates, copies, pastes and deletes', async () => {
    const { page } = app;
    const before = await saved(page);
    const count = await page.locator('.react-flow__node').count();
    await page.locator('.react-flow__node').nth(1).click();
    await page.keyboard.press('Control+d');
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(count + 1);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(2 * (count + 1));
    await page.keyboard.press('Delete');
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(count + 1);
    await undoAll(page);
    expect(await saved(page)).toBe(before);
  });

  it('connects without a mouse: C, the arrows, Enter', async () => {
    const { page } = app;
    const services = page.getByRole('navigation', { name: 'Services and outline' });
    await services.getByRole('button', { name: /^Topic/ }).click();
    await card(page, 'topic').waitFor();
    await page.keyboard.press('c');
    await page.locator('.connect-banner', { hasText: 'topic leads to' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const menu = page.getByRole('listbox', { name: 'How is it connected?' });
    if (await menu.isVisible()) await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.react-flow__edge[data-id^="topic--"]').count()).toBe(1);
  });

  it('walks along connections with Alt and the arrows, and Enter opens the settings', async () => {
    const { page } = app;
    const entry = page.locator('.react-flow__node').filter({ hasText: 'entry' });
    await entry.focus();
    await page.keyboard.press('Enter');
    const first = await inspector(page).getByLabel('Name').inputValue();
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => inspector(page).getByLabel('Name').inputValue()).not.toBe(first);
    await page.waitForTimeout(120);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.inspector form') !== null))
      .toBe(true);
  });

  it('renames with F2', async () => {
    const { page } = app;
    await page.locator('.react-flow__node').nth(1).click();
    await page.keyboard.press('F2');
    await page.keyboard.type('Something else');
    await page.keyboard.press('Enter');
    await page.locator('.react-flow__node', { hasText: 'Something else' }).waitFor();
  });
});

it('a drag is one edit, and moving a card changes nothing but its place', async () => {
  const { page } = app;
  const before = JSON.parse(await saved(page)) as Record<string, unknown>;
  const box = await page.locator('.react-flow__node').nth(1).boundingBox();
  if (!box) throw new Error('no card');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 140, { steps: 6 });
  await page.mouse.up();
  const after = JSON.parse(await saved(page)) as Record<string, unknown>;
  expect(after['layout']).not.toEqual(before['layout']);
  expect({ ...after, layout: 0 }).toEqual({ ...before, layout: 0 });
  await page.keyboard.press('Control+z');
  expect(JSON.parse(await saved(page))).toEqual(before);
});

it('tidying is one edit', async () => {
  const { page } = app;
  const before = await saved(page);
  await page.getByRole('button', { name: 'Tidy the layout' }).click();
  await page.getByRole('button', { name: 'Undo: Tidy the layout' }).waitFor();
  await page.keyboard.press('Control+z');
  expect(await saved(page)).toBe(before);
});

it('a connection is selected by its line and deleted', async () => {
  const { page } = app;
  const lines = await page.locator('.react-flow__edge').count();
  await page.locator('.react-flow__edge').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect.poll(() => page.locator('.react-flow__edge').count()).toBe(lines - 1);
});

it('every command is found in the palette by its name', async () => {
  const { page } = app;
  await page.keyboard.press('Control+k');
  const search = page.getByPlaceholder('A command, a resource, a finding…');
  await expect.poll(() => search.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type('show the whole');
  await page.getByRole('option', { name: /Show the whole design/ }).click();
  await search.waitFor({ state: 'detached' });
});

it('the palette adds after what is selected, and opens an example', async () => {
  const { page } = app;
  await card(page, 'render').click();
  const search = page.getByPlaceholder('A command, a resource, a finding…');
  const find = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect.poll(() => search.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type(words);
  };
  await find('add topic');
  await page.getByRole('option', { name: /Add Amazon SNS topic.*after render/ }).waitFor();
  await page.keyboard.press('Enter');
  // A function reaches a topic in several ways: the first.
  await page.getByRole('dialog', { name: 'How is it connected?' }).waitFor();
  await page.keyboard.press('Enter');
  await card(page, 'topic').waitFor();
  // A client follows nothing, so it is not offered.
  await find('client');
  expect(await page.getByRole('option', { name: /Add Client/ }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await find('open usage plans');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: /Usage plans/ }).waitFor();
});
