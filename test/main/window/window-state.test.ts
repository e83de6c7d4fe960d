import { expect, it } from 'vitest';
import { shownWindowState } from '../../../main/window/window-state';

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 2560, height: 1400 };
const saved = { at: { x: 2000, y: 100 }, width: 1440, height: 900, maximized: false };

it('a window comes back where it was', () => {
  expect(shownWindowState(saved, [left, right])).toEqual(saved);
});

it('a window on a screen that was unplugged is placed by the system', () => {
  expect(shownWindowState(saved, [left])).toEqual({ ...saved, at: null });
});

it.each([
  ['mostly off the right edge', { x: 1850, y: 100 }],
  ['above the screen, its title bar out of reach', { x: 100, y: -200 }],
  ['below the screen', { x: 100, y: 1030 }],
])('a window %s is placed by the system', (_where, at) => {
  expect(shownWindowState({ ...saved, at }, [left]).at).toBeNull();
});

it('a window that is partly off its screen stays, as long as it can be taken hold of', () => {
  const at = { x: -1000, y: 40 };
  expect(shownWindowState({ ...saved, at }, [left]).at).toEqual(at);
});

it('a window is neither larger than the largest screen nor too small to work in', () => {
  expect(shownWindowState({ ...saved, width: 9000, height: 9000 }, [left])).toMatchObject({
    width: 1920,
    height: 1040,
  });
  expect(shownWindowState({ ...saved, width: 10, height: 10 }, [left])).toMatchObject({ width: 860, height: 560 });
});
