import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { tokenBucketLoss } from '#shared/queueing/token-bucket';
import { services } from '#shared/services/registry';
import { drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

const caller = (rate: number, endpoint: object, call: object = {}, fn: object = {}) =>
  ({
    resources: {
      app: ['client', { rate, retryMode: 'none' }],
      charge: ['lambda', { coldStart: 0, timeout: 20, duration: always(0.5), ...fn }],
      bank: ['http-endpoint', endpoint],
    },
    connections: [
      ['client/invoke', 'app', 'charge'],
      ['lambda/http-call', 'charge', 'bank', call],
    ],
  }) as never;

const reports = (drawn: never) => assessCapacity(drawing(drawn), services, { loadFactor: 1 }).resources;

describe('an endpoint with a rate limit', () => {
  const drawn = caller(30, { rate: 25, burst: 10 });

  it('refuses what finds its bucket empty, as the exact formula says', () => {
    const bank = reports(drawn).get('bank')!;
    const loss = tokenBucketLoss({ arrivalRate: 30, refillRate: 25, burst: 10 });
    expect(bank.offered).toBeCloseTo(30, 6);
    expect(bank.throttled).toBeCloseTo(30 * loss, 6);
    expect(bank.limits[0]).toMatchObject({ id: 'http-endpoint/rate', limit: 25, setBy: { field: 'rate' } });
  });

  it('fails the invocations of a function that makes one attempt', () => {
    const all = reports(drawn);
    expect(all.get('charge')!.failed).toBeCloseTo(all.get('bank')!.throttled, 6);
  });

  it('is asked again by code that tries again', () => {
    const all = reports(caller(20, { errorRate: 0.2 }, { attempts: 3 }));
    // 1 + 0.2 + 0.04 attempts, and 0.2³ fail for good.
    expect(all.get('bank')!.offered).toBeCloseTo(20 * 1.24, 6);
    expect(all.get('charge')!.failed).toBeCloseTo(20 * 0.008, 6);
  });
});

describe('an endpoint in a run', () => {
  it('refuses and fails as the steady state says', () => {
    const drawn = caller(30, { rate: 25, burst: 10, errorRate: 0.1 });
    const { resources, observedSeconds, answers, discrepancies } = simulated(drawn, { duration: 400, warmUp: 20 });
    const steady = reports(drawn).get('bank')!;
    expect(resources['bank']!.throttled.mean / observedSeconds / steady.throttled).toBeCloseTo(1, 0);
    expect(resources['bank']!.served.mean / observedSeconds / steady.completed).toBeCloseTo(1, 1);
    expect(resources['bank']!.failed.mean / observedSeconds / steady.failed).toBeCloseTo(1, 0);
    expect(answers['charge--bank']!['429 Too Many Requests']).toBe(resources['bank']!.throttled.mean);
    expect(discrepancies).toEqual([]);
  });

  it('keeps a function waiting that is quicker than its answer', () => {
    const drawn = caller(10, { answerTime: always(2) }, {}, { duration: always(0.5) });
    const { resources } = simulated(drawn, { duration: 100, warmUp: 10 });
    expect(resources['charge']!.concurrency.mean.mean).toBeCloseTo(20, -0.5);
    expect(resources['bank']!.latency.p50.mean).toBeCloseTo(2, 1);
  });

  it('gives a request up that takes too long', () => {
    const drawn = caller(10, { answerTime: always(20), timeout: 5 });
    const { resources } = simulated(drawn, { duration: 100, warmUp: 10 });
    expect(resources['bank']!.served.mean).toBe(0);
    expect(resources['charge']!.served.mean).toBe(0);
  });

  it('is gone while it is stopped', () => {
    const { resources } = simulated(caller(10, {}), {
      duration: 100,
      warmUp: 0,
      failures: [{ kind: 'consumer-stopped', resource: 'bank', at: 0, for: 100 }],
    });
    expect(resources['bank']!.served.mean).toBe(0);
    expect(resources['bank']!.failed.mean).toBe(resources['bank']!.offered.mean);
  });
});
