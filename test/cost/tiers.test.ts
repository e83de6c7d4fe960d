import { describe, expect, it } from 'vitest';
import { bandsOf, costOf } from '#shared/cost/tiers';

const tiers = [
  { upTo: 1000, usd: 3 },
  { upTo: 5000, usd: 2 },
  { upTo: null, usd: 1 },
];

describe('a tiered price', () => {
  it.each([
    [0, 0],
    [999, 2997],
    [1000, 3000],
    [1001, 3002],
    [5000, 11_000],
    [5001, 11_001],
    [1_000_000, 1_006_000],
  ])('of %d units is %d USD', (quantity, usd) => {
    expect(costOf(bandsOf(quantity, tiers))).toBe(usd);
  });

  it('leaves a quantity on a bound whole in the bands below it', () => {
    expect(bandsOf(5000, tiers)).toEqual([
      { quantity: 1000, usdPerUnit: 3 },
      { quantity: 4000, usdPerUnit: 2 },
    ]);
  });
});
