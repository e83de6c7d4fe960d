/**
 * What 1,000 and 5,000 resources cost on the canvas: opening, panning, zooming, dragging; beside React Flow as it comes,
 * in the same sitting and the same browser, which draws without a graphics card. The best of some rounds counts. Times
 * between frames are the clock's and want an idle machine; work of the main thread is the processor's own time. Run by
 * `npm run bench:canvas`, which builds the app and the plain page: docs/canvas.md says what came of it.
 */
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { writeDocument } from '#shared/document/write';
import { services } from '#shared/services/registry';
import { serveApp } from '../../main/serve/server';
import { launchBrowser } from '../support/browser';
import { type Cost, costOf, gestures, mainThreadSeconds } from './canvas/gestures';
import { largeDrawing } from './canvas/large-drawing';

const rounds = Number(process.argv[2] ?? 3);
const plainFolder = resolve('node_modules/.cache/bench/plain');

interface Row {
  readonly name: string;
  readonly resources: number;
  /** Zoomed out until every card is in view. */
  readonly isWhole: boolean;
  /** Waits until the page can be asked to open the drawing. */
  ready(page: Page): Promise<unknown>;
  open(page: Page, resources: number): Promise<number>;
  /** Waits until all is on screen that follows. */
  settle(page: Page): Promise<unknown>;
  readonly url: (resources: number) => string;
  readonly prepare?: (page: Page) => Promise<void>;
  readonly must?: { readonly open: number; readonly p50?: number; readonly p95: number; readonly main?: number };
}

interface Measured {
  /** Milliseconds from the drop of the file to the first frame with cards. */
  open: number;
  /** Of which the main thread worked. */
  openMain: number;
  readonly costs: Cost[];
}

await build({
  root: resolve('test/bench/canvas/plain'),
  base: './',
  configFile: false,
  logLevel: 'warn',
  resolve: { alias: [{ find: /^#shared\/(.*)$/, replacement: `${resolve('shared')}/$1.ts` }] },
  build: { outDir: plainFolder, emptyOutDir: true, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 5000 },
});
const [app, plain, browser] = await Promise.all([
  serveApp(resolve('out/renderer'), 0),
  serveApp(plainFolder, 0),
  launchBrowser(),
]);

/** The canvas alone, as large as the plain page's. */
async function hidePanels(page: Page): Promise<void> {
  await page.addInitScript(() =>
    localStorage.setItem(
      'spillway.view',
      JSON.stringify({ showsPalette: false, showsInspector: false, showsBottom: false, showsLegend: false }),
    ),
  );
}
const ours = { ready: startPage, open: dropDrawing, settle: evaluated, url: () => app.url } as const;
const theirs = {
  name: 'plain React Flow',
  ready: (page: Page) => page.waitForFunction(() => Reflect.has(window, 'openDrawing')),
  open: openPlain,
  settle: (page: Page) => page.waitForTimeout(500),
  url: (resources: number) => `${plain.url}#${resources}`,
} as const;
const rows: readonly Row[] = [
  { ...ours, name: 'Spillway', resources: 1000, isWhole: false, must: { open: 500, p95: 34, main: 8 } },
  { ...ours, name: '… canvas alone', resources: 1000, isWhole: false, prepare: hidePanels },
  { ...theirs, resources: 1000, isWhole: false },
  { ...ours, name: 'Spillway', resources: 5000, isWhole: false, must: { open: 600, p95: 34, main: 8 } },
  { ...ours, name: '… canvas alone', resources: 5000, isWhole: false, prepare: hidePanels },
  { ...theirs, resources: 5000, isWhole: false },
  {
    ...ours,
    name: '… canvas alone',
    resources: 1000,
    isWhole: true,
    prepare: hidePanels,
    must: { open: Infinity, p50: 17.5, p95: 34 },
  },
  { ...theirs, resources: 1000, isWhole: true },
];

console.log(`load of the machine over the last minute: ${loadavg()[0]?.toFixed(1)}`);
const head = ['', 'cards', 'open (main) ms', ...gestures.map(({ name }) => `${name} p50/p95 (main) ms`)];
const cells = (each: readonly (string | number)[]): string =>
  each
    .map((cell, at) => (at === 0 ? String(cell).padEnd(18) : String(cell).padStart(at === 1 ? 9 : at === 2 ? 16 : 24)))
    .join('');
console.log(cells(head));
for (const row of rows) {
  const { open, openMain, costs } = await measured(browser, row);
  const missed = missedTargets(row, open, costs);
  if (missed.length > 0) process.exitCode = 1;
  console.log(
    cells([
      row.name,
      row.isWhole ? `all ${row.resources}` : row.resources,
      `${open.toFixed(0)} (${openMain.toFixed(0)})`,
      ...costs.map(({ p50, p95, main }) => `${p50.toFixed(1)}/${p95.toFixed(1)} (${main.toFixed(1)})`),
    ]) + (missed.length > 0 ? `   missed: ${missed.join(', ')}` : ''),
  );
}
await Promise.all([browser.close(), app.close(), plain.close()]);

async function measured(from: Browser, row: Row): Promise<Measured> {
  const best: Measured = { open: Infinity, openMain: Infinity, costs: [] };
  for (let round = 0; round < rounds; round += 1) {
    const context = await from.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
    const page = await context.newPage();
    await row.prepare?.(page);
    await page.goto(row.url(row.resources));
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await row.ready(page);
    const before = await mainThreadSeconds(cdp);
    best.open = Math.min(best.open, await row.open(page, row.resources));
    best.openMain = Math.min(best.openMain, ((await mainThreadSeconds(cdp)) - before) * 1000);
    await row.settle(page);
    if (row.isWhole) await showWhole(page);
    else await zoomToOne(page);
    for (const [at, gesture] of gestures.entries()) {
      const cost = await costOf(page, cdp, gesture);
      const known = best.costs[at];
      if (!known || cost.main < known.main) best.costs[at] = cost;
    }
    await context.close();
  }
  return best;
}

async function startPage(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Begin with an example' }).waitFor();
  // The figures of the examples are worked out meanwhile.
  await page.waitForTimeout(2500);
}

/** A file dropped on the start page: from there on it is read, checked, laid out and drawn. */
async function dropDrawing(page: Page, resources: number): Promise<number> {
  const text = writeDocument(largeDrawing(resources), services);
  return page.evaluate(async (project) => {
    const file = new File([project], 'large.spillway', { type: 'application/json' });
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    const begin = performance.now();
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true, bubbles: true }));
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    while (!document.querySelector('.react-flow__node')) await frame();
    await frame();
    return performance.now() - begin;
  }, text);
}

async function evaluated(page: Page): Promise<void> {
  await page.locator('.status-bar', { hasText: /evaluated in/ }).waitFor({ timeout: 120_000 });
}

async function openPlain(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const begin = performance.now();
    (Reflect.get(window, 'openDrawing') as () => void)();
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const isDrawn = () => {
      const first = document.querySelector<HTMLElement>('.react-flow__node');
      return first !== null && getComputedStyle(first).visibility === 'visible';
    };
    while (!isDrawn()) await frame();
    await frame();
    return performance.now() - begin;
  });
}

/** React Flow's own way for the plain page; the app has a button. */
async function showWhole(page: Page): Promise<void> {
  await page.evaluate(() => {
    const flow = Reflect.get(window, 'flow') as { fitView?: () => void } | undefined;
    flow?.fitView?.();
  });
  await page.waitForTimeout(600);
}

/** Cards as large as they are drawn: about twenty are in view. */
async function zoomToOne(page: Page): Promise<void> {
  await page.mouse.move(700, 450);
  await page.keyboard.down('Control');
  for (let steps = 0; steps < 200; steps += 1) {
    const zoom = await page.evaluate(() => {
      const view = document.querySelector<HTMLElement>('.react-flow__viewport');
      return new DOMMatrix(view?.style.transform).a;
    });
    if (zoom > 0.95 && zoom < 1.05) break;
    await page.mouse.wheel(0, Math.max(-30, Math.min(30, Math.log2(zoom) * 40)));
    await page.waitForTimeout(30);
  }
  await page.keyboard.up('Control');
  await page.waitForTimeout(500);
}

function missedTargets({ must }: Row, open: number, costs: readonly Cost[]): readonly string[] {
  if (!must) return [];
  const worst = (of: (cost: Cost) => number): number => Math.max(...costs.map(of));
  return [
    ...(open > must.open ? [`open ≤ ${must.open}`] : []),
    ...(worst(({ p50 }) => p50) > (must.p50 ?? Infinity) ? [`p50 ≤ ${must.p50}`] : []),
    ...(worst(({ p95 }) => p95) > must.p95 ? [`p95 ≤ ${must.p95}`] : []),
    ...(worst(({ main }) => main) > (must.main ?? Infinity) ? [`main ≤ ${must.main}`] : []),
  ];
}
