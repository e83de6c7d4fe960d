/** Every panel, dialog and menu in both themes, under a load that spills, held against axe's rules. */
import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import {
  type AppPage,
  card,
  evaluated,
  inspector,
  openApp,
  openExample,
  seriousBarriers,
  withBrowser,
} from './app-page';

withBrowser();

let app: AppPage;
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

interface Place {
  readonly name: string;
  reach(page: Page): Promise<unknown>;
  /** Leaves it, so that the next is reached from the design. */
  leave?(page: Page): Promise<unknown>;
  /** Selector of what is looked at; the whole page unless it is given. */
  readonly within?: string;
}

const simulation = (page: Page) => page.getByRole('form', { name: 'Simulation' });
const tab = (page: Page, list: string, name: string) =>
  page.getByRole('tablist', { name: list }).getByRole('tab', { name }).click();
const escape = (page: Page) => page.keyboard.press('Escape');
const panelPlace = (name: string): Place => ({
  name: `panel ${name}`,
  reach: (page) => tab(page, 'Panels', name),
  within: '.panels',
});
const inspectorPlace = (name: string): Place => ({
  name: `inspector ${name}`,
  reach: (page) => tab(page, 'Inspector', name),
  within: '.inspector',
});
const dialogPlace = (name: string, keys: string): Place => ({
  name: `dialog ${name}`,
  reach: async (page) => {
    await page.keyboard.press(keys);
    await page.getByRole('dialog').first().waitFor();
  },
  leave: escape,
});
const commandPlace = (name: string, words: string): Place => ({
  name: `dialog ${name}`,
  reach: async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('A command, a resource, a finding…').fill(words);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('heading').first().waitFor();
  },
  leave: escape,
});

const runPart = (name: string): Place => ({
  name: `run, ${name}`,
  reach: (page) => page.getByRole('radio', { name, exact: true }).click(),
  within: '.panels',
});

const places: readonly Place[] = [
  { name: 'the design', reach: async () => {} },
  ...['Findings', 'Limits', 'Cost', 'Assertions'].map(panelPlace),
  {
    name: 'the reason for an acknowledgement',
    reach: async (page) => {
      await tab(page, 'Panels', 'Findings');
      await page.getByRole('button', { name: 'Acknowledge', exact: true }).first().click();
      await page.getByRole('dialog').waitFor();
    },
    leave: escape,
  },
  { name: 'a resource', reach: (page) => card(page, 'create-order').click(), within: '.inspector' },
  ...['Behaviour', 'Numbers', 'Cost', 'Code', 'Configure'].map(inspectorPlace),
  {
    name: 'the help of a field',
    reach: async (page) => {
      await inspector(page).getByRole('button', { name: 'About Memory' }).click();
      await page.getByRole('dialog').waitFor();
    },
    leave: escape,
  },
  {
    name: 'why a figure is what it is',
    reach: async (page) => {
      await tab(page, 'Inspector', 'Numbers');
      await inspector(page).locator('.why__figure').first().click();
      await page.getByRole('dialog').waitFor();
    },
    leave: escape,
  },
  {
    name: 'a connection',
    reach: async (page) => {
      await page.locator('.react-flow__edge').first().focus();
      await page.keyboard.press('Enter');
    },
    within: '.inspector',
  },
  ...['Behaviour', 'Numbers', 'Configure'].map(inspectorPlace),
  {
    name: 'several resources of one service',
    reach: async (page) => {
      await card(page, 'create-order').click();
      await card(page, 'charge-card').click({ modifiers: ['Control'] });
    },
    within: '.inspector',
  },
  {
    name: 'a group',
    reach: async (page) => {
      await page.keyboard.press('Control+g');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'a note that is written',
    reach: async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('n');
      await page.keyboard.type('# Peak');
    },
    leave: escape,
  },
  {
    name: 'the menu of what may come next',
    reach: async (page) => {
      await card(page, 'orders-api').click();
      await page.keyboard.press('a');
      await page.getByRole('listbox', { name: /^Add after/ }).waitFor();
    },
    leave: escape,
  },
  {
    name: 'a connection that is drawn by keys',
    reach: async (page) => {
      await card(page, 'create-order').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('c');
    },
    leave: escape,
  },
  {
    name: 'the find bar with what it cannot understand',
    reach: async (page) => {
      await page.keyboard.press('Control+f');
      await page.keyboard.type('util>many');
      await page.locator('.find-bar__problem').waitFor();
    },
    leave: escape,
  },
  {
    name: 'what is found, and what is not',
    reach: async (page) => {
      await page.keyboard.press('Control+f');
      await page.keyboard.type('service:sqs');
      await page.locator('.card--passed').first().waitFor();
    },
    leave: escape,
  },
  dialogPlace('palette', 'Control+k'),
  dialogPlace('shortcuts', 'Shift+?'),
  dialogPlace('learn', 'F1'),
  dialogPlace('compare', 'Control+Shift+K'),
  commandPlace('about', 'about'),
  commandPlace('quotas', 'quotas from aws'),
  {
    name: 'the question before unsaved work is left',
    reach: async (page) => {
      await page.keyboard.press('Alt+w');
      await page.getByRole('alertdialog').waitFor();
    },
    leave: escape,
  },
  { ...panelPlace('Code'), leave: (page) => page.locator('.code, .blocked').waitFor() },
  panelPlace('Simulation'),
  {
    name: 'a scenario that is edited',
    reach: async (page) => {
      await simulation(page).getByRole('button', { name: 'New', exact: true }).click();
      const editor = simulation(page).getByRole('region', { name: /^Scenario / });
      await editor.getByRole('radio', { name: 'Ramp' }).click();
      await editor.getByLabel('Add what goes wrong').selectOption({ label: 'Consumer stopped' });
      await editor.getByLabel('To ×', { exact: true }).fill('none');
    },
    within: '.panels',
  },
  {
    name: 'a run that is finished',
    reach: async (page) => {
      await simulation(page).getByLabel('To ×', { exact: true }).fill('4');
      await simulation(page).getByLabel('Duration').first().fill('30 s');
      await simulation(page).getByLabel('Runs', { exact: true }).selectOption('1');
      await simulation(page).getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('region', { name: 'Result' }).waitFor();
    },
  },
  ...['Preview', 'Charts', 'Resources', 'Messages'].map(runPart),
  {
    name: 'a moment of the run',
    reach: async (page) => {
      await page.getByRole('slider', { name: 'Moment of the run' }).focus();
      await page.keyboard.press('End');
    },
  },
  {
    name: 'the menu of exports of a run',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Export the run' }).click();
      await page.getByRole('menu').waitFor();
    },
    leave: escape,
  },
  {
    name: 'an export that is told of',
    reach: async (page) => {
      await page.keyboard.press('Control+e');
      await page.locator('.notice').first().waitFor();
    },
    within: '.notices',
  },
];

it.each(['dark', 'light'] as const)(
  'no panel, dialog or menu has a serious barrier in the %s theme, under a load that spills',
  async (theme) => {
    app = await openApp({ theme });
    const { page } = app;
    const found: Record<string, readonly string[]> = {};
    const look = async (name: string, within = 'body'): Promise<void> => {
      // Colours are those at rest, and not of a fade between two.
      await page.waitForTimeout(150);
      const barriers = await seriousBarriers(page, within);
      if (barriers.length > 0) found[name] = barriers;
    };
    await look('the start page');
    await openExample(page, 'Order pipeline');
    await look('the design at rest');
    for (let press = 0; press < 12; press += 1) await page.keyboard.press(']');
    await card(page, 'create-order').locator('.spill-pill').waitFor();
    await evaluated(page);
    for (const { name, reach, leave, within } of places) {
      await reach(page);
      await look(name, within);
      await leave?.(page);
    }
    expect(found).toEqual({});
  },
  180_000,
);
