/** The built app on a page of a real Chromium, served on the loopback address as `npm start` serves it. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { type AppServer, serveApp } from '../../main/serve/server';
import { launchBrowser } from '../support/browser';

/** SPILLWAY_PAGE names another build of the page, so that one can test while somebody builds. */
const built = process.env['SPILLWAY_PAGE'] ?? resolve(import.meta.dirname, '../../out/renderer');
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let server: AppServer;
let browser: Browser;

/** Starts the server and the browser once for a test file. */
export function withBrowser(): void {
  beforeAll(async () => {
    if (!existsSync(built)) throw new Error(`${built} is missing: run npm run build first`);
    [server, browser] = await Promise.all([serveApp(built, 0), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
}

export interface AppPage {
  readonly page: Page;
  /** Errors and warnings of the page, what its policy refused, and requests to anywhere else. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

interface Options {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** How the window is arranged, as the app would keep it from the last time. */
  readonly view?: Readonly<Record<string, boolean | number | string>>;
}

export async function openApp({ theme = 'dark', width = 1440, height = 900, view }: Options = {}): Promise<AppPage> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  // Pickers of the system cannot be driven from outside: without them the app uploads and downloads.
  await context.addInitScript(() => {
    for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) {
      Reflect.deleteProperty(window, name);
    }
    window.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, lineNumber }) =>
      console.error(`refused by ${violatedDirective}: ${sourceFile}:${lineNumber}`),
    );
  });
  if (view) await context.addInitScript((kept) => localStorage.setItem('spillway.view', kept), JSON.stringify(view));
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(server.url) && !/^(data|blob):/.test(url)) troubles.push(`asked ${url}`);
  });
  // A design that is left unsaved at the end of a test is nobody's loss.
  page.on('dialog', (dialog) => void dialog.accept());
  // A listener keeps the browser's file chooser away from the start, so that no test races with it.
  page.on('filechooser', () => {});
  await page.goto(server.url);
  await page.getByRole('heading', { name: 'Spillway' }).waitFor();
  return { page, troubles, close: () => context.close() };
}

/** Opens an example of the start page and waits for its figures. */
export async function openExample(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await evaluated(page);
  await atRest(page);
}

/** Waits until the whole drawing is in view and stands still: its figures may be there before it is fitted. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
    const cards = [...document.querySelectorAll('.react-flow__node')].map((card) => card.getBoundingClientRect());
    return (
      canvas !== undefined &&
      cards.length > 0 &&
      cards.every(({ left, right, top, bottom }) => {
        const isBeside = left >= canvas.left && right <= canvas.right;
        return isBeside && top >= canvas.top && bottom <= canvas.bottom;
      })
    );
  });
  await page.evaluate(async () => {
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const view = () => document.querySelector<HTMLElement>('.react-flow__viewport')?.style.transform;
    for (let still = 0, before = view(); still < 3; before = view()) {
      await frame();
      still = view() === before ? still + 1 : 0;
    }
  });
}

/** Waits until the newest figures are on screen. */
export async function evaluated(page: Page): Promise<void> {
  await page.locator('.status-bar', { hasText: /evaluated in/ }).waitFor();
}

export const card = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`);
export const line = (page: Page, id: string): Locator => page.locator(`.react-flow__edge[data-id="${id}"]`);
export const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });
export const dial = (page: Page): Locator => page.getByRole('slider', { name: 'Load' });

/** Drags from the right side of one card to the middle of another, as a hand does. */
export async function dragConnection(page: Page, from: string, to: string): Promise<void> {
  await card(page, from).hover();
  const start = await middleOf(card(page, from).locator('.react-flow__handle-right'));
  const end = await middleOf(card(page, to));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2 + 40, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

export async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${String(locator)} is not on screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Saves by the keys and gives the bytes of the file that was downloaded. */
export async function saved(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
  return readFile(await download.path(), 'utf8');
}

export async function undoAll(page: Page): Promise<void> {
  const undo = page.getByRole('button', { name: /^Undo/ });
  for (let step = 0; step < 200; step += 1) {
    if ((await undo.getAttribute('aria-disabled')) === 'true') return;
    await undo.click();
  }
  throw new Error('there was always something more to undo');
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** Accessibility findings of at least serious impact within a part of the page, in words. */
export async function seriousBarriers(page: Page, within: string): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(axeSource, 'utf8'));
  // Colours that are on their way from one theme to another are nobody’s.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = (await page.evaluate(
    `axe.run(document.querySelector(${JSON.stringify(within)}), { resultTypes: ['violations'] })`,
  )) as AxeResult;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
    );
}

export async function expectNoBarriers(page: Page, within = 'body'): Promise<void> {
  expect(await seriousBarriers(page, within)).toEqual([]);
}
