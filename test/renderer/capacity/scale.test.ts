import { expect, it } from 'vitest';
import { logScale } from '../../../renderer/capacity/scale';

it('each tenfold load is the same distance', () => {
  const { at } = logScale([10, 1000]);
  expect(at(100) - at(10)).toBeCloseTo(at(1000) - at(100), 10);
});

it('what lies beyond the ends stands at the ends', () => {
  const { at } = logScale([10, 1000]);
  expect([at(0), at(1e-9), at(1e9), at(Infinity)]).toEqual([0, 0, 1, 1]);
});

it('ticks are round numbers within the axis, also where there is no load at all', () => {
  for (const values of [[400, 571, 30_000], [0, 0], [5], [0.001, 2e7]]) {
    const { ticks, at } = logScale(values);
    for (const tick of ticks)
      expect([1, 2, 5]).toContain(Number((tick / 10 ** Math.floor(Math.log10(tick) + 1e-9)).toPrecision(2)));
    expect(ticks.every((tick) => at(tick) >= 0 && at(tick) <= 1)).toBe(true);
  }
});

it('a limit of nothing leaves the others room, and ticks room for their words', () => {
  const { ticks, at } = logScale([5e-13, 400, 571, 30_000]);
  expect(at(571)).toBeLessThan(0.8);
  expect(ticks.length).toBeLessThanOrEqual(7);
});
