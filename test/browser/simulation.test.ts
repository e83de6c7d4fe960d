import type { Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { resolve as absolute } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDocument } from '#shared/document/read';
import { resolve } from '#shared/document/resolve';
import { services } from '#shared/services/registry';
import { simulate } from '#shared/simulation/simulate';
import { type AppPage, expectNoBarriers, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

const panel = (page: Page) => page.getByRole('tabpanel', { name: 'Simulation' });
const result = (page: Page) => page.getByRole('region', { name: 'Result' });
const digest = (page: Page) => result(page).locator('code').textContent();

async function openSimulation(page: Page): Promise<void> {
  await openExample(page, 'Order pipeline');
  await page.keyboard.press('Control+3');
  await panel(page).getByRole('button', { name: 'Run', exact: true }).waitFor();
}

async function plan(page: Page, duration: string, runs: string): Promise<void> {
  await panel(page).getByLabel('Duration').fill(duration);
  await panel(page).getByLabel('Duration').press('Tab');
  await panel(page).getByLabel('Runs', { exact: true }).selectOption(runs);
}

async function run(page: Page): Promise<void> {
  await panel(page).getByRole('button', { name: 'Run', exact: true }).click();
  await result(page).waitFor();
  await panel(page).getByRole('button', { name: 'Run', exact: true }).waitFor();
}

/** Of the same run, by the engine of this process. */
async function digestHere(): Promise<string> {
  const text = await readFile(absolute(import.meta.dirname, '../../shared/examples/order-pipeline.spillway'), 'utf8');
  const { document } = readDocument(text, services);
  const scenario = document?.scenarios.find(({ id }) => id === 'flash-sale');
  if (!document || !scenario) throw new Error('the example has no flash sale');
  const options = { ...scenario, duration: 200, replications: 1 };
  return simulate(resolve(document, services).graph, services, options).digest;
}

it('the flash sale of the example runs as it does outside of the browser: charts say in words what they show, and the same seed gives the same run', async () => {
  const { page } = app;
  await openSimulation(page);
  await panel(page)
    .getByText(/^about [\d,]+ events$/)
    .waitFor();
  expect(await panel(page).getByLabel('Scenario').inputValue()).toBe('flash-sale');
  await plan(page, '200 s', '1');
  await run(page);
  const first = await digest(page);
  expect(first).toBe(await digestHere());
  const flow = panel(page).getByRole('figure').filter({ hasText: 'Offered and served' });
  await flow.waitFor();
  // 400 a second as drawn, three times that in the sale.
  const most = Number(/offered: mean [\d.]+k?\/s, most ([\d.]+)k\/s/.exec((await flow.textContent()) ?? '')?.[1]);
  expect(most).toBeGreaterThan(1.1);
  expect(most).toBeLessThan(1.5);
  await expectNoBarriers(page, '.simulation');
  await run(page);
  await result(page).getByText('the same as the run before').waitFor();
  expect(await digest(page)).toBe(first);
  await panel(page).getByLabel('Seed').fill('8');
  await panel(page).getByLabel('Seed').press('Tab');
  await run(page);
  expect(await digest(page)).not.toBe(first);
});

it('the preview follows the load dial before any run', async () => {
  const { page } = app;
  await openSimulation(page);
  const preview = panel(page).getByRole('region', { name: 'Preview' });
  await panel(page).getByLabel('Scenario').selectOption({ label: 'A day' });
  const flow = preview.getByRole('figure').filter({ hasText: 'Offered and served' });
  await flow.waitFor();
  await expect.poll(() => flow.textContent()).toMatch(/most 400\/s at 1[12]:\d\d:\d\d/);
  await preview.getByText('Nothing piles up anywhere.').waitFor();
  await expectNoBarriers(page, '.simulation');
  await page.getByRole('slider', { name: 'Load', exact: true }).focus();
  await page.keyboard.press('End');
  await preview
    .getByText(/holds up to/)
    .first()
    .waitFor();
});

it('a long run can be cancelled, and what it found until then stays', async () => {
  const { page } = app;
  await openSimulation(page);
  await plan(page, '10 h', '1');
  await panel(page).getByRole('button', { name: 'Run', exact: true }).click();
  const bar = panel(page).getByRole('progressbar', { name: 'Progress of the simulation' });
  await expect.poll(() => bar.getAttribute('value').then(Number), { timeout: 15_000 }).toBeGreaterThan(0);
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await result(page)
    .getByText(/^Cancelled: figures are of the time until/)
    .waitFor();
  await panel(page).getByRole('button', { name: 'Run', exact: true }).waitFor();
});

it('a moment of the run shows on the canvas, a message is followed, and the run is exported', async () => {
  const { page } = app;
  await openSimulation(page);
  await plan(page, '200 s', '1');
  await run(page);
  const api = page.locator('.react-flow__node[data-id="orders-api"] .card__rate');
  const steady = await api.textContent();
  await panel(page).getByRole('slider', { name: 'Moment of the run' }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => api.textContent()).not.toBe(steady);
  await panel(page).getByRole('button', { name: 'Back to the steady state' }).click();
  await expect.poll(() => api.textContent()).toBe(steady);
  await panel(page).getByRole('radio', { name: 'Messages' }).click();
  await panel(page)
    .getByText(/^Born at/)
    .waitFor();
  expect(await panel(page).getByRole('region', { name: 'Messages' }).getByRole('listitem').count()).toBeGreaterThan(10);
  await panel(page).getByRole('button', { name: 'Export the run' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Time series as CSV' }).click(),
  ]);
  const [head, row] = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(head).toBe(
    'resource,from (s),offered,throttled,failed,served,lost,coldStarts,concurrency,backlog,inFlight,latency,age,deadLettered,latencyP50,latencyP95,latencyP99',
  );
  expect(row?.split(',')).toHaveLength(17);
});

it('a scenario is added, shaped, let go wrong, duplicated, undone and deleted', async () => {
  const { page } = app;
  await openSimulation(page);
  const scenario = panel(page).getByLabel('Scenario', { exact: true });
  await panel(page).getByRole('button', { name: 'New', exact: true }).click();
  const editor = panel(page).getByRole('region', { name: /^Scenario / });
  await editor.getByLabel('Name', { exact: true }).fill('Black Friday');
  expect(await scenario.locator('option:checked').textContent()).toBe('Black Friday (of this design)');
  await editor.getByRole('radio', { name: 'Ramp' }).click();
  await editor.getByLabel('To ×', { exact: true }).fill('none');
  await editor.getByText('not understood: write it like 10 % or 0.1').waitFor();
  await editor.getByLabel('To ×', { exact: true }).fill('4');
  await editor.getByRole('figure', { name: 'Load from ×0.1 to ×4 over 10 min' }).waitFor();
  await editor.getByLabel('Add what goes wrong').selectOption({ label: 'Consumer stopped' });
  const stopped = editor.getByRole('listitem', { name: 'Consumer stopped' });
  await stopped.getByLabel('Begins at').fill('20 min');
  await stopped.getByText('begins after the run of 10 min has ended: begin earlier or run longer').waitFor();
  await stopped.getByLabel('Begins at').fill('60 s');
  await expectNoBarriers(page, '.simulation');
  await panel(page).getByRole('button', { name: 'Duplicate' }).click();
  expect(await scenario.locator('option:checked').textContent()).toBe('Black Friday copy (of this design)');
  await page.keyboard.press('Control+z');
  await expect.poll(() => scenario.locator('option:checked').textContent()).not.toContain('copy');
  await scenario.selectOption({ label: 'Black Friday (of this design)' });
  await panel(page).getByRole('button', { name: 'Edit', exact: true }).click();
  await stopped.waitFor();
  await panel(page).getByRole('button', { name: 'Delete', exact: true }).click();
  expect(await scenario.locator('option').allTextContents()).not.toContain('Black Friday (of this design)');
});

it('a trace is pasted as requests a second, and says what is wrong with it until it is right', async () => {
  const { page } = app;
  await openSimulation(page);
  await panel(page).getByLabel('Scenario', { exact: true }).selectOption({ label: 'Launch day' });
  await panel(page).getByRole('button', { name: 'Edit a copy' }).click();
  const editor = panel(page).getByRole('region', { name: 'Scenario Launch day' });
  await editor.getByRole('radio', { name: 'Trace' }).click();
  await editor.getByRole('radio', { name: 'Requests/s' }).click();
  const text = editor.getByLabel('Seconds or date, and load');
  await text.fill('time,requests\n0,400\n60,1200\n30,400');
  await editor.getByText('line 4 has a time that is not after the line before: 30 s').waitFor();
  await text.fill('time,requests\n0,400\n60,1200\n300,400');
  await editor.getByRole('button', { name: 'Take the trace' }).click();
  await editor.getByRole('figure', { name: 'Load from ×1 to ×3 over 30 min' }).waitFor();
  await expectNoBarriers(page, '.simulation');
});

it('without a client there is nothing to simulate, and the panel says what is missing', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /New design/ }).click();
  await page.keyboard.press('Control+3');
  await page.getByText('Nothing to simulate yet').waitFor();
});
