import { describe, expect, it } from 'vitest';
import { shareBeyond } from '#shared/queueing/tail';

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
