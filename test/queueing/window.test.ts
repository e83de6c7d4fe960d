/** Lists whose items are worked on so many at once, held against closed forms and against a simulation. */
import { describe, expect, it } from 'vitest';
import { always, delayed, discrete, lastOf, meanOf } from '#shared/queueing/duration-law';
import { beginnings } from '#shared/queueing/window';

const lognormal = (scv: number) => discrete({ distribution: 'lognormal', mean: 1, scv });

function meanOfAll(law: ReturnType<typeof lognormal>, items: number, atOnce: number): number {
  const begun = beginnings(law, items, atOnce);
  return meanOf(
    lastOf(
      begun.map(({ time }) => delayed(law, time)),
      begun.map(({ count }) => count),
    ),
  );
}

describe('items of which so many are worked on at once', () => {
  it.each([
    [3, 5],
    [5, 5],
    [100, 7],
    [10_000, 40],
  ])('all begin: %d, %d at once', (items, atOnce) => {
    const counts = beginnings(lognormal(1), items, atOnce).map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count)).toBe(items);
    expect(counts[0]).toBe(Math.min(items, atOnce));
  });

  it('of fixed times begin in rounds', () => {
    expect(meanOfAll(always(2), 21, 5)).toBeCloseTo(10, 6);
    expect(meanOfAll(always(2), 20, 5)).toBeCloseTo(8, 6);
  });

  // Simulated: 20,000 lists each.
  it.each([
    [0.25, 2, 4, 2.31],
    [0.25, 10, 50, 5.966],
    [1, 2, 3, 1.966],
    [1, 5, 25, 6.406],
    [1, 40, 200, 9.556],
    [4, 5, 10, 4.507],
    [4, 40, 200, 18.252],
  ])('of scv %d, %d at once, %d in all, take %d mean times together', (scv, atOnce, items, simulated) => {
    expect(Math.abs(meanOfAll(lognormal(scv), items, atOnce) / simulated - 1)).toBeLessThan(0.04);
  });

  it('one at a time begin after as many mean times as there are before them', () => {
    expect(beginnings(lognormal(1), 4, 1).map(({ time }) => time)).toEqual(
      [0, 1, 2, 3].map((at) => expect.closeTo(at, 9)),
    );
  });
});
