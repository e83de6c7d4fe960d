import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDocument } from '#shared/document/read';
import { services } from '#shared/services/registry';
import {
  type AppPage,
  card,
  dial,
  expectNoBarriers,
  openApp,
  openExample,
  saved,
  undoAll,
  withBrowser,
} from './app-page';

withBrowser();

const program = resolve(import.meta.dirname, '../../out/main/cli.js');

let app: AppPage;
beforeEach(async () => {
  app = await openApp({ height: 1100 });
  await openExample(app.page, 'Order pipeline');
  await app.page.keyboard.press('Control+6');
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

const row = (id: string) => app.page.locator(`[data-assertion="${id}"]`);
const add = (kind: string) => app.page.getByLabel('Add an assertion').selectOption(kind);
const found = (id: string) => row(id).locator('.assertion__found').textContent();

it('an assertion begins where the design holds it, is changed in place, and says by how much it is broken', async () => {
  const { page } = app;
  await add('sustains');
  await row('sustains').getByText('Holds').waitFor();
  await page.getByRole('button', { name: '1 of 1 hold: show the assertions' }).waitFor();
  await row('sustains').getByLabel('Sustained load').fill('800/s');
  await row('sustains').getByText('Broken').waitFor();
  expect(await found('sustains')).toContain('sustains 571/s');
  await page.getByRole('button', { name: '0 of 1 hold: show the assertions' }).waitFor();
});

it('is about the resource that is selected, and about the load that it names whatever the dial says', async () => {
  const { page } = app;
  await card(page, 'charge-card').click();
  await add('headroom');
  await row('headroom').getByText('Holds').waitFor();
  expect(await row('headroom').getByLabel('Resource').inputValue()).toBe('charge-card');
  const asDrawn = await found('headroom');
  await dial(page).press('End');
  await page.getByText('×10').first().waitFor();
  expect(await found('headroom')).toBe(asDrawn);
  await row('headroom').getByLabel('at ×').fill('1.2');
  await row('headroom').getByText('Broken').waitFor();
  expect(await found('headroom')).toMatch(/^at 1.2 × the load as drawn/);
});

it('what the app and the command line say of the saved file is the same', async () => {
  const { page } = app;
  for (const kind of ['sustains', 'cost', 'headroom', 'latency', 'no-errors', 'no-loss']) {
    await add(kind);
    await row(kind).getByText('Holds').waitFor();
  }
  await row('sustains').getByLabel('Sustained load').fill('2k/s');
  await row('no-errors').getByLabel('at ×').fill('3');
  await row('no-errors').getByText('Broken').waitFor();
  const text = await saved(page);
  const running = promisify(execFile)(process.execPath, [program, 'check', '-', '--format', 'json']);
  running.child.stdin?.end(text);
  const out = await running.catch((error: { readonly code: number; readonly stdout: string }) => error);
  expect('code' in out && out.code).toBe(1);
  const { assertions } = JSON.parse(out.stdout) as { assertions: { id: string; holds: boolean; message: string }[] };
  expect(assertions.map(({ id }) => id).toSorted()).toEqual(
    readDocument(text, services).document?.assertions.map(({ id }) => id),
  );
  for (const { id, holds, message } of assertions) {
    expect(await found(id)).toBe(message);
    expect(await row(id).locator('.assertion__verdict').textContent()).toBe(holds ? 'Holds' : 'Broken');
  }
});

it('adding, changing and deleting are undone step by step, to the same bytes', async () => {
  const { page } = app;
  const before = await saved(page);
  await add('cost');
  await row('cost').getByLabel('Monthly cost').fill('5000');
  await row('cost').getByLabel('Monthly cost').blur();
  await row('cost').getByText('Broken').waitFor();
  await row('cost').getByRole('button', { name: 'Delete the assertion: Costs at most 5,000 a month' }).click();
  await row('cost').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await row('cost').getByText('Broken').waitFor();
  await undoAll(page);
  expect(await saved(page)).toBe(before);
});

it('what cannot be asserted stays in its field and changes nothing', async () => {
  await add('headroom');
  await row('headroom').getByText('Holds').waitFor();
  const before = await saved(app.page);
  await row('headroom').getByLabel('Free share').fill('300 %');
  await row('headroom').getByRole('alert').waitFor();
  expect(await saved(app.page)).toBe(before);
});

it.each(['light', 'dark'] as const)('the panel has no serious barrier (%s)', async (theme) => {
  await app.close();
  app = await openApp({ theme });
  await openExample(app.page, 'Order pipeline');
  await app.page.keyboard.press('Control+6');
  await expectNoBarriers(app.page, '.panels');
  await add('cost');
  await add('latency');
  await row('latency').getByText('Holds').waitFor();
  await expectNoBarriers(app.page);
});
