import { describe, expect, it } from 'vitest';
import { tokenBucketLoss } from '#shared/queueing/token-bucket';

const loss = (load: number, burst: number): number => tokenBucketLoss({ arrivalRate: load, refillRate: 1, burst });

/** What is left of 1 − 1 in doubles. */
const ROUNDING = 1e-15;

describe('a token bucket', () => {
  it('of one token refuses as a single server does', () => {
    for (const load of [0.1, 1, 24.9, 25.1, 60, 5000]) expect(loss(load, 1)).toBeCloseTo(load / (1 + load), 12);
  });

  it('refuses a share of at most all that grows with the load and shrinks with the burst, at any overload', () => {
    const bursts = [1, 1.01, 1.5, 1.99, 2, 2.5, 3, 10, 18, 20, 24, 24.9, 25, 26, 100, 5000];
    let before = bursts.map(() => 0);
    for (let load = 0.05; load < 1e6; load *= 1.15) {
      const now = bursts.map((burst) => loss(load, burst));
      now.forEach((share, index) => {
        expect(share).toBeGreaterThanOrEqual(before[index]! * (1 - 1e-12) - ROUNDING);
        expect(share).toBeLessThanOrEqual((now[index - 1] ?? 1) * (1 + 1e-12) + ROUNDING);
      });
      before = now;
    }
  });
});
