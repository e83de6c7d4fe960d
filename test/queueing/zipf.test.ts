import { describe, expect, it } from 'vitest';
import { zipfShares } from '#shared/queueing/shards';

/** The sum as its definition says, one rank after the other. */
function byRank(keys: number, exponent: number): number {
  let total = 0;
  for (let rank = keys; rank >= 1; rank--) total += rank ** -exponent;
  return 1 / total;
}

describe('keys whose rates fall as a power of their rank', () => {
  it.each([
    [1001, 1],
    [50_000, 1],
    [50_000, 0.5],
    [50_000, 0.999],
    [50_000, 2],
    [50_000, 0],
  ])('%i keys with exponent %f have the shares that the sum over all ranks gives', (keys, exponent) => {
    expect(zipfShares(keys, exponent).hottest / byRank(keys, exponent)).toBeCloseTo(1, 11);
  });

  it('a thousand million of them are as quickly summed, and near ln n + γ', () => {
    expect(1 / zipfShares(1e9, 1).hottest).toBeCloseTo(Math.log(1e9) + 0.577_215_664_901_532_9 + 0.5e-9, 9);
  });
});
