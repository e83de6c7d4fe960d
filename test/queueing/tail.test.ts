import { describe, expect, it } from 'vitest';
import { meanWithin, shareBeyond, waitOf } from '#shared/queueing/tail';

describe('the share of times beyond a deadline', () => {
  it('is all or nothing where they are constant', () => {
    expect(shareBeyond({ distribution: 'constant', mean: 2, scv: 0 }, 2)).toBe(0);
    expect(shareBeyond({ distribution: 'constant', mean: 2.1, scv: 0 }, 2)).toBe(1);
  });

  it('is exp(−t/mean) where they are exponential', () => {
    expect(shareBeyond({ distribution: 'exponential', mean: 1, scv: 1 }, Math.log(100))).toBeCloseTo(0.01, 12);
  });

  it.each([
    // Quantiles of the standard normal distribution.
    [0, 0.5],
    [1.281_552, 0.1],
    [2.326_348, 0.01],
    [-2.326_348, 0.99],
    [4.264_891, 0.000_01],
  ])('of a lognormal law is that of the normal distribution at z = %d', (z, share) => {
    const variance = Math.log(1 + 3);
    const deadline = 0.3 * Math.exp(z * Math.sqrt(variance) - variance / 2);
    expect(shareBeyond({ distribution: 'lognormal', mean: 0.3, scv: 3 }, deadline)).toBeCloseTo(share, 6);
  });

  it('is nothing of no time, and all of no deadline', () => {
    expect(shareBeyond({ distribution: 'lognormal', mean: 0, scv: 1 }, 1)).toBe(0);
    expect(shareBeyond({ distribution: 'exponential', mean: 1, scv: 1 }, 0)).toBe(1);
  });
});

describe('the mean of times that a deadline cuts off', () => {
  const laws = [
    { distribution: 'constant', mean: 2, scv: 0 },
    { distribution: 'exponential', mean: 2, scv: 1 },
    { distribution: 'lognormal', mean: 2, scv: 3 },
  ] as const;

  it.each(laws)('is what lies beyond each time before it, summed up: $distribution', (law) => {
    // E[min(X, d)] is the integral of P(X > t) from 0 to d.
    const step = 0.001;
    let sum = 0;
    for (let at = step / 2; at < 5; at += step) sum += shareBeyond(law, at) * step;
    expect(meanWithin(law, 5)).toBeCloseTo(sum, 4);
  });

  it.each(laws)('is all of it where the deadline is far, and nothing of no deadline: $distribution', (law) => {
    expect(meanWithin(law, 1e6)).toBeCloseTo(2, 5);
    expect(meanWithin(law, 0)).toBe(0);
  });

  it('is what somebody waits who gives up before the other does, and never more than their patience', () => {
    const answers = { answerTime: laws[1], timeout: 60 };
    expect(waitOf(2, answers, 3)).toBeCloseTo(meanWithin(laws[1], 3), 9);
    expect(waitOf(2, answers, 100)).toBe(2);
    expect(waitOf(50, answers, 29)).toBe(29);
    expect(waitOf(Infinity, undefined, 29)).toBe(29);
  });
});
