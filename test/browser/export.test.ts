import { readFile } from 'node:fs/promises';
import { resolve as absolute } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import { loadPrices } from '#shared/cost/regions';
import { readDocument } from '#shared/document/read';
import { resolve } from '#shared/document/resolve';
import { evaluate } from '#shared/evaluation/evaluate';
import { services } from '#shared/services/registry';
import { loadCurves } from '#shared/evaluation/load-curves';
import { VERSION } from '#shared/version';
import { type AppPage, card, expectNoBarriers, inspector, line, openApp, openExample, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

const STACK = 'lib/generated/order-pipeline-architecture.ts';
const example = (name: string): Promise<string> =>
  readFile(absolute(import.meta.dirname, `../../shared/examples/${name}.spillway`), 'utf8');

const visibility = (page: Page) => inspector(page).getByRole('textbox', { name: 'Visibility timeout' });
const tree = (page: Page) => page.getByRole('tree', { name: 'Files of the CDK app' });
const shownFile = (page: Page, path: string) => page.getByRole('region', { name: `Text of ${path}`, exact: true });
const textOf = async (page: Page, path: string): Promise<string> =>
  `${(await shownFile(page, path).locator('code').textContent())?.trimEnd()}\n`;

/** What the export writes for the example, by the same core as the command line's. */
async function exported(name: string): Promise<ReadonlyMap<string, string>> {
  const { document } = readDocument(await example(name), services);
  if (!document) throw new Error(`${name} cannot be read`);
  const prices = await loadPrices(document.account.region);
  const evaluation = evaluate(document, services, prices);
  const loads = loadCurves(document, (loadFactor) => evaluate(document, services, prices, { loadFactor }));
  const { files } = await exportCdk(resolve(document, services).graph, evaluation, { version: VERSION, loads });
  return files;
}

async function openText(page: Page, text: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+o')]);
  await chooser.setFiles({ name: 'design.spillway', mimeType: 'application/json', buffer: Buffer.from(text) });
}

it('the example shows the stack that the export writes, with the lines of what is selected marked', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  await page.keyboard.press('Control+5');
  await shownFile(page, STACK).waitFor();
  expect(await textOf(page, STACK)).toBe((await exported('order-pipeline')).get(STACK));
  await card(page, 'billing').click();
  const places = page.getByRole('button', { name: /^billing: \d+ places/ });
  await places.waitFor();
  const made = (await textOf(page, STACK))
    .split('\n')
    .findIndex((each) => each.includes('this.billing = new sqs.Queue('));
  // The comment above it counts as its first line.
  expect(await places.textContent()).toContain(`now lines ${made}–`);
  await line(page, 'billing--charge-card').click();
  await page.getByRole('button', { name: /^billing → charge-card: lines \d+–\d+$/ }).waitFor();
  await expectNoBarriers(page, '.code');
});

it('the files are a tree that arrow keys move through', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  await page.keyboard.press('Control+5');
  await tree(page).getByRole('treeitem', { name: 'order-pipeline-architecture.ts', selected: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await shownFile(page, 'lib/generated/order-pipeline-monitoring.ts').waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await tree(page).getByRole('treeitem', { name: 'Renewed by each export', expanded: false }).waitFor();
  await page.keyboard.press('ArrowDown');
  await tree(page).getByRole('treeitem', { name: 'Yours: edits stay', expanded: true }).waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Yours: edits stay');
});

it('the code follows an edit while the panel is open', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  await page.keyboard.press('Control+5');
  await shownFile(page, STACK).getByText('// billing (queue): Standard · visibility 30 s').waitFor();
  await card(page, 'billing').click();
  await visibility(page).fill('180 s');
  await visibility(page).press('Tab');
  await shownFile(page, STACK).getByText('// billing (queue): Standard · visibility 180 s').waitFor();
});

it('the inspector shows the lines and the handler of a function', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  await card(page, 'charge-card').click();
  await inspector(page).getByRole('tab', { name: 'Code' }).click();
  await inspector(page).getByText("'ChargeCard'").waitFor();
  await inspector(page).getByRole('button', { name: 'index.ts' }).click();
  await shownFile(page, 'src/handlers/charge-card/index.ts').waitFor();
});

it('the export downloads a zip that holds the bytes of the core, whatever the load dial says', async () => {
  const { page } = app;
  await openExample(page, 'Order pipeline');
  await page.getByRole('slider', { name: 'Load' }).focus();
  await page.keyboard.press('End');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CDK' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('order-pipeline-cdk.zip');
  const zip = unzipSync(new Uint8Array(await readFile(await download.path())));
  const texts = Object.entries(zip).map(([path, bytes]) => [path.replace('order-pipeline-cdk/', ''), strFromU8(bytes)]);
  expect(Object.fromEntries(texts)).toEqual(Object.fromEntries(await exported('order-pipeline')));
  await page.getByText('The CDK app is in order-pipeline-cdk.zip').waitFor();
});

it('an error stops the export, leads to its place, and once mended there is code', async () => {
  const { page } = app;
  const broken = JSON.parse(await example('order-pipeline')) as { resources: { id: string; config: object }[] };
  for (const resource of broken.resources) {
    // Longer than the queue hides a message: Lambda refuses the mapping.
    if (resource.id === 'charge-card') resource.config = { ...resource.config, timeout: 60 };
  }
  await openText(page, JSON.stringify(broken));
  await card(page, 'billing').waitFor();
  await page.keyboard.press('Control+e');
  await page.getByText('Nothing was exported').waitFor();
  const stops = page.getByRole('region', { name: 'What stops the export' });
  const first = stops.getByRole('listitem').first();
  await expect.poll(() => first.textContent(), { timeout: 10_000 }).toMatch(/visibility timeout/);
  await expectNoBarriers(page, '.blocked');
  await first.getByRole('button').first().click();
  await visibility(page).waitFor();
  await visibility(page).fill('360 s');
  await visibility(page).press('Tab');
  await shownFile(page, STACK).waitFor();
});
