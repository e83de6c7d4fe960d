import { describe, expect, it } from 'vitest';
import { emptyPolls } from '#shared/queueing/polling';

const SECONDS_IN_30_DAYS = 2_592_000;

describe('empty polls', () => {
  it.each([
    [5, 648_000],
    [2, 259_200],
    [1, 129_600],
  ])('of %d pollers at an idle queue are %d in 30 days', (pollers, empty) => {
    expect(emptyPolls({ arrivalRate: 0, pollers, wait: 20 }) * SECONDS_IN_30_DAYS).toBeCloseTo(empty, 6);
  });

  it('vanish once messages come faster than polls time out', () => {
    expect(emptyPolls({ arrivalRate: 10, pollers: 5, wait: 20 })).toBeLessThan(1e-15);
  });

  it('and polls with messages are never fewer for more messages', () => {
    let before = 0;
    for (let rate = 0; rate < 20; rate += 0.01) {
      const all = rate + emptyPolls({ arrivalRate: rate, pollers: 5, wait: 20 });
      expect(all).toBeGreaterThanOrEqual(before);
      before = all;
    }
  });
});
