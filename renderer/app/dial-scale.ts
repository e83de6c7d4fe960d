/** The scale of the load dial: logarithmic, from a tenth to ten times what is drawn. */
import { MAX_LOAD, MIN_LOAD, setLoadFactor, useEvaluation } from '../evaluation/store';

/** Steps of the slider over its two decades: each is 2.3 % more load. */
export const STEPS = 200;
const DECADES = Math.log10(MAX_LOAD / MIN_LOAD);

/** Where a load factor stands on the dial: 0 at its left end, 1 at its right. */
export const dialPosition = (factor: number): number =>
  Math.min(1, Math.max(0, Math.log10(factor / MIN_LOAD) / DECADES));

/** The load factor at a step, without the dust of powers: the middle is exactly 1. */
export const factorAt = (step: number): number => Number((MIN_LOAD * 10 ** ((step / STEPS) * DECADES)).toPrecision(4));

/** One key press turns it this many steps: 12 % more load. */
const KEY_STEPS = 5;

export function turnDial(direction: 1 | -1): void {
  const step = Math.round(dialPosition(useEvaluation.getState().loadFactor) * STEPS) + direction * KEY_STEPS;
  setLoadFactor(factorAt(Math.min(STEPS, Math.max(0, step))));
}
