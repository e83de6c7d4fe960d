import { describe, expect, it } from 'vitest';
import { coldStarts } from '#shared/queueing/cold-start';

describe('cold starts', () => {
  it.each([
    [0.01, 0.1],
    [1, 0.1],
    [100, 0.08],
    [1000, 0.1],
    [10_000, 0.1],
  ])(
    'have a probability at %d requests a second of %d s, however surely idle environments live on',
    (rate, duration) => {
      const { coldProbability, meanEnvironments } = coldStarts({
        arrivalRate: rate,
        meanDuration: duration,
        keepAlive: 300,
      });
      expect(coldProbability).toBeGreaterThan(0);
      expect(coldProbability).toBeLessThan(1);
      expect(meanEnvironments).toBeGreaterThan(rate * duration);
    },
  );

  it('come within the known spread of the published run of 0.9 requests a second', () => {
    const { coldProbability, meanEnvironments } = coldStarts({ arrivalRate: 0.9, meanDuration: 1.991, keepAlive: 600 });
    expect(meanEnvironments).toBeCloseTo(7.7, 0);
    expect(coldProbability / 0.001329).toBeGreaterThan(0.7);
    expect(coldProbability / 0.001329).toBeLessThan(1.3);
  });
});
