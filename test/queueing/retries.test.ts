import { describe, expect, it } from 'vitest';
import { meanRetryWait, totalBackoff } from '#shared/queueing/retries';

const policy = { base: 1, cap: 20, jitter: 'full', calls: 1 } as const;

describe('the wait that retries add to a request', () => {
  it('is each delay by the share of requests that come to it', () => {
    // Full jitter: half of 1, 2 and 4 s, which 1/2, 1/4 and 1/8 come to.
    expect(meanRetryWait({ ...policy, failProbability: 0.5, retries: 3 })).toBeCloseTo(0.25 + 0.25 + 0.25, 12);
  });

  it('is nothing where nothing fails, and the whole backoff where everything does', () => {
    expect(meanRetryWait({ ...policy, failProbability: 0, retries: 3 })).toBe(0);
    const { mean } = totalBackoff({ ...policy, retries: 7 });
    expect(meanRetryWait({ ...policy, failProbability: 1, retries: 7 })).toBeCloseTo(mean, 12);
  });

  it('grows with the calls side by side, of which the unluckiest is waited for', () => {
    const waits = [1, 2, 10, 1000].map((calls) =>
      meanRetryWait({ ...policy, failProbability: 0.1, retries: 2, calls }),
    );
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeCloseTo(0.5 + 1 * (1 - 0.99 ** 1000), 6);
  });

  it('grows by the rate that is stated: Step Functions lets it be chosen', () => {
    const steps = { base: 3, cap: Infinity, rate: 1.5, retries: 3, jitter: 'none' } as const;
    expect(totalBackoff(steps)).toEqual({ mean: 3 + 4.5 + 6.75, max: 3 + 4.5 + 6.75 });
    const mean = meanRetryWait({ ...steps, failProbability: 0.5, calls: 1 });
    expect(mean).toBeCloseTo(0.5 * 3 + 0.25 * 4.5 + 0.125 * 6.75, 12);
  });
});
