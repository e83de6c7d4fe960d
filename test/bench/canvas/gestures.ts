/** What a hand does on a canvas of React Flow, and what it costs the page. */
import type { CDPSession, Page } from 'playwright-core';

export interface Cost {
  /** Time between two frames, in milliseconds. */
  readonly p50: number;
  readonly p95: number;
  /** Work of the main thread, in milliseconds of the processor a frame. */
  readonly main: number;
}

export interface Gesture {
  readonly name: 'pan' | 'zoom' | 'drag';
  make(page: Page): Promise<void>;
}

const MOVES = 60;

export const gestures: readonly Gesture[] = [
  {
    name: 'pan',
    async make(page) {
      const { x, y } = await pointOn(page, '.react-flow__pane');
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let move = 1; move <= MOVES; move += 1) await page.mouse.move(x - swing(move) * 6, y - swing(move) * 3);
      await page.mouse.up();
    },
  },
  {
    name: 'zoom',
    async make(page) {
      const { x, y } = await pointOn(page, '.react-flow__pane');
      await page.mouse.move(x, y);
      await page.keyboard.down('Control');
      // Out to 0.57 of what it was, and in again.
      for (let step = 0; step < 40; step += 1) await page.mouse.wheel(0, step < 20 ? 2 : -2);
      await page.keyboard.up('Control');
    },
  },
  {
    name: 'drag',
    async make(page) {
      const { x, y } = await pointOn(page, '.react-flow__node');
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let move = 1; move <= MOVES; move += 1) await page.mouse.move(x + swing(move) * 4, y + swing(move) * 2);
      await page.mouse.up();
    },
  },
];

/** There and back again. */
const swing = (move: number): number => Math.min(move, MOVES - move);

/** The point nearest to the middle of the canvas at which such an element is uppermost. */
async function pointOn(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const point = await page.evaluate((wanted) => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!canvas) return undefined;
    const [x, y] = [canvas.left + canvas.width / 2, canvas.top + canvas.height / 2];
    for (let away = 0; away < 300; away += 3) {
      for (const [dx, dy] of [
        [away, away],
        [-away, away],
        [away, -away],
        [0, away],
        [away, 0],
      ] as const) {
        const element = document.elementFromPoint(x + dx, y + dy);
        // A handle would begin a connection.
        const isOther = element?.closest('.react-flow__handle, button');
        const isOn = wanted === '.react-flow__pane' ? element?.matches(wanted) : !isOther && element?.closest(wanted);
        if (isOn) return { x: x + dx, y: y + dy };
      }
    }
    return undefined;
  }, selector);
  if (!point) throw new Error(`there is no ${selector} near the middle`);
  return point;
}

/** Frames and main-thread work from the gesture's first event to two frames after its last. */
export async function costOf(page: Page, cdp: CDPSession, gesture: Gesture): Promise<Cost> {
  await page.evaluate(() => {
    const frames: number[] = [];
    const note = (time: number): void => {
      frames.push(time);
      if (Reflect.get(window, 'frames_') === frames) requestAnimationFrame(note);
    };
    Reflect.set(window, 'frames_', frames);
    requestAnimationFrame(note);
  });
  const before = await mainThreadSeconds(cdp);
  await gesture.make(page);
  const frames = await page.evaluate(async () => {
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    const noted = Reflect.get(window, 'frames_') as number[];
    Reflect.set(window, 'frames_', undefined);
    return noted;
  });
  const worked = (await mainThreadSeconds(cdp)) - before;
  const times = frames.slice(1).map((time, index) => time - (frames[index] ?? time));
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), main: (worked * 1000) / times.length };
}

export async function mainThreadSeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}
