import { describe, expect, it } from 'vitest';
import {
  type DeliveryPolicy,
  leastRetryTime,
  MANAGED_ENDPOINTS,
  meanRetryTime,
  retryTime,
  retryWait,
} from '#shared/services/sns/delivery-policy';

/** The example of AWS's page: 3 at once, 2 a second apart, 10 from 1 to 60 s, 35 a minute apart. */
const example: DeliveryPolicy = {
  retries: 50,
  atOnce: 3,
  beforeBackoff: 2,
  afterBackoff: 35,
  form: 'exponential',
  shortest: 1,
  longest: 60,
};

const waits = (policy: DeliveryPolicy): readonly number[] =>
  Array.from({ length: policy.retries }, (_, made) => retryWait(made + 1, policy));

describe('a delivery policy', () => {
  it('goes through AWS’s four phases in turn', () => {
    const found = waits(example);
    expect(found.slice(0, 5)).toEqual([0, 0, 0, 1, 1]);
    expect(found[5]).toBe(1);
    expect(found[14]).toBe(60);
    expect(found.slice(5, 15)).toEqual(found.slice(5, 15).toSorted((a, b) => a - b));
    expect(found.slice(15)).toEqual(Array.from({ length: 35 }, () => 60));
  });

  it('takes the sum of its waits, at least what its phases do and at most what the straight line would', () => {
    const time = retryTime(example);
    expect(time).toBeCloseTo(
      waits(example).reduce((sum, wait) => sum + wait, 0),
      6,
    );
    expect(leastRetryTime(example)).toBe(2 + 9 + 60 + 35 * 60);
    expect(time).toBeGreaterThan(leastRetryTime(example));
    expect(time).toBeLessThan(retryTime({ ...example, form: 'linear' }));
    expect(retryTime({ ...example, form: 'linear' })).toBeCloseTo(2 + (10 * 61) / 2 + 35 * 60, 9);
  });

  it('keeps a message the longer the more attempts fail, up to all its time', () => {
    const times = [0, 0.1, 0.5, 0.9, 1].map((fails) => meanRetryTime(example, fails));
    expect(times[0]).toBe(0);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[4]).toBeCloseTo(retryTime(example), 6);
  });

  it('of queues and functions takes about 23 days', () => {
    expect(retryTime(MANAGED_ENDPOINTS) / 86_400).toBeCloseTo(23.1, 1);
    expect(waits(MANAGED_ENDPOINTS).slice(0, 6)).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('whose phases claim more than its retries makes no more than those', () => {
    const found = waits({ ...example, retries: 6 });
    expect(found).toEqual([0, 0, 0, 1, 1, 60]);
    expect(leastRetryTime({ ...example, retries: 6 })).toBe(62);
    expect(leastRetryTime({ ...example, retries: 2 })).toBe(0);
  });
});
