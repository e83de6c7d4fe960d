/** Where the window was and how large, kept between starts. */
import { z } from 'zod';

export const windowState = z.object({
  /** The upper left corner; null leaves the place to the system. */
  at: z.object({ x: z.int(), y: z.int() }).nullable(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean(),
});
export type WindowState = z.output<typeof windowState>;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const firstWindowState: WindowState = { at: null, width: 1440, height: 900, maximized: false };
export const smallestWindow = { width: 860, height: 560 } as const;

/** How much of the window's upper edge must be on a screen for a person to be able to take hold of it, in pixels. */
const graspableWidth = 120;
const graspableHeight = 32;

/**
 * The state as it can be shown now: without its place when no screen shows enough of it (a screen was unplugged or has
 * another resolution), and never larger than the largest screen.
 * @param screens the work areas, without task bars
 */
export function shownWindowState(saved: WindowState, screens: readonly Rectangle[]): WindowState {
  const widest = Math.max(smallestWindow.width, ...screens.map((screen) => screen.width));
  const highest = Math.max(smallestWindow.height, ...screens.map((screen) => screen.height));
  const size = {
    width: Math.min(Math.max(saved.width, smallestWindow.width), widest),
    height: Math.min(Math.max(saved.height, smallestWindow.height), highest),
    maximized: saved.maximized,
  };
  return { ...size, at: saved.at && isGraspable({ ...saved.at, ...size }, screens) ? saved.at : null };
}

function isGraspable(window: Rectangle, screens: readonly Rectangle[]): boolean {
  return screens.some((screen) => {
    const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
    const height = Math.min(window.y + graspableHeight, screen.y + screen.height) - Math.max(window.y, screen.y);
    return width >= graspableWidth && height >= graspableHeight;
  });
}
