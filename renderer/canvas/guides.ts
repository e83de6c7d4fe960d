/** Lines that show, during a drag, with what the dragged thing lines up. */
import { create } from 'zustand';
import type { Box } from '#shared/picture/geometry';

export interface Guide {
  /** `x`: an upright line at this x, from one y to another; `y`: a level one. */
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

const NONE: readonly Guide[] = [];

export const useGuides = create<{ readonly guides: readonly Guide[] }>(() => ({ guides: NONE }));

export function showGuides(guides: readonly Guide[]): void {
  if (guides.length + useGuides.getState().guides.length > 0) useGuides.setState({ guides });
}

export const hideGuides = (): void => showGuides(NONE);

/** Only what lies this near counts, in units of the canvas: a line over half the drawing helps nobody. */
const REACH = 1200;
const AXES = ['x', 'y'] as const;
/** Of lines to many things the nearest are shown. */
const MAX_GUIDES = 4;

/** Where an edge or the middle of `moving` is exactly at one of another box, the nearest first. */
export function guidesOf(moving: Box, others: readonly Box[]): readonly Guide[] {
  const found = new Map<string, Guide>();
  const marks = { x: marksOf(moving, 'x'), y: marksOf(moving, 'y') };
  for (const other of others) {
    for (const axis of AXES) {
      if (!isWithinReach(axis, moving, other)) continue;
      for (const at of marks[axis]) {
        if (!marksOf(other, axis).includes(at)) continue;
        const key = `${axis} ${at}`;
        const known = found.get(key);
        const span = spanOf(axis, moving, other);
        if (!known || span.to - span.from < known.to - known.from) found.set(key, { axis, at, ...span });
      }
    }
  }
  return [...found.values()].toSorted((a, b) => a.to - a.from - (b.to - b.from)).slice(0, MAX_GUIDES);
}

function marksOf({ x, y, width, height }: Box, axis: 'x' | 'y'): readonly number[] {
  return axis === 'x' ? [x, x + width / 2, x + width] : [y, y + height / 2, y + height];
}

/** Along the other axis they are near enough, and along this one they can share a mark: few of many boxes do. */
function isWithinReach(axis: 'x' | 'y', a: Box, b: Box): boolean {
  const [reachX, reachY] = axis === 'x' ? [0, REACH] : [REACH, 0];
  return (
    a.x <= b.x + b.width + reachX &&
    b.x <= a.x + a.width + reachX &&
    a.y <= b.y + b.height + reachY &&
    b.y <= a.y + a.height + reachY
  );
}

function spanOf(axis: 'x' | 'y', a: Box, b: Box): { readonly from: number; readonly to: number } {
  const [start, size] = axis === 'x' ? (['y', 'height'] as const) : (['x', 'width'] as const);
  return { from: Math.min(a[start], b[start]), to: Math.max(a[start] + a[size], b[start] + b[size]) };
}
