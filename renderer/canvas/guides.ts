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
/** Of lines to many things the nearest are shown. */
const MAX_GUIDES = 4;

/** Where an edge or the middle of `moving` is exactly at one of another box, the nearest first. */
export function guidesOf(moving: Box, others: readonly Box[]): readonly Guide[] {
  const found = new Map<string, Guide>();
  for (const other of others) {
    for (const axis of ['x', 'y'] as const) {
      if (distanceAlong(axis, moving, other) > REACH) continue;
      for (const at of marksOf(moving, axis)) {
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

function distanceAlong(axis: 'x' | 'y', a: Box, b: Box): number {
  const [start, size] = axis === 'x' ? (['y', 'height'] as const) : (['x', 'width'] as const);
  return Math.max(a[start] - (b[start] + b[size]), b[start] - (a[start] + a[size]), 0);
}

function spanOf(axis: 'x' | 'y', a: Box, b: Box): { readonly from: number; readonly to: number } {
  const [start, size] = axis === 'x' ? (['y', 'height'] as const) : (['x', 'width'] as const);
  return { from: Math.min(a[start], b[start]), to: Math.max(a[start] + a[size], b[start] + b[size]) };
}
