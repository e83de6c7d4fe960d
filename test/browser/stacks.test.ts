import { readFile } from 'node:fs/promises';
import { resolve as absolute } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { orderPipelineGroups } from '../support/groups';
import { type AppPage, card, expectNoBarriers, openApp, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

const text = (page: Page, path: string) => page.getByRole('region', { name: `Text of ${path}`, exact: true });
const stacks = (page: Page) => page.getByRole('combobox', { name: 'Stacks of the app' });

const stacksFile = (page: Page) =>
  page.getByRole('tree', { name: 'Files of the CDK app' }).getByText('order-pipeline-stacks.ts');

async function openGrouped(page: Page, groups: readonly object[]): Promise<void> {
  const example = await readFile(
    absolute(import.meta.dirname, '../../shared/examples/order-pipeline.spillway'),
    'utf8',
  );
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+o')]);
  const buffer = Buffer.from(JSON.stringify({ ...(JSON.parse(example) as object), groups }));
  await chooser.setFiles({ name: 'design.spillway', mimeType: 'application/json', buffer });
  await card(page, 'billing').waitFor();
  await page.keyboard.press('Control+5');
}

it('groups become stacks where the person says so, and the export has them', async () => {
  const { page } = app;
  await openGrouped(page, orderPipelineGroups);
  await text(page, 'lib/generated/order-pipeline-architecture.ts').waitFor();
  await stacks(page).selectOption('One for each group');
  await stacksFile(page).waitFor();
  // What is selected leads to the stack that has it.
  await card(page, 'billing').click();
  await text(page, 'lib/generated/order-pipeline-payments-architecture.ts').waitFor();
  await expectNoBarriers(page, '.code');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CDK' }).click(),
  ]);
  const zip = unzipSync(new Uint8Array(await readFile(await download.path())));
  expect(Object.keys(zip)).toContain('order-pipeline-cdk/lib/order-pipeline-payments-stack.ts');
});

it('a circle of stacks is told with its place, and may share one', async () => {
  const { page } = app;
  await openGrouped(page, [
    { id: 'payments', name: 'Payments', members: ['billing', 'create-order'] },
    { id: 'topics', name: 'Topics', members: ['order-events'] },
  ]);
  await stacks(page).selectOption('One for each group');
  const stops = page.getByRole('region', { name: 'What stops the export' });
  await stops.getByText('take billing out of Payments').waitFor();
  await expectNoBarriers(page, '.blocked');
  await stacks(page).selectOption('Groups, joined in circles');
  await stacksFile(page).waitFor();
});

it('a design without groups has nothing to choose', async () => {
  const { page } = app;
  await openGrouped(page, []);
  await text(page, 'lib/generated/order-pipeline-architecture.ts').waitFor();
  expect(await stacks(page).count()).toBe(0);
});
