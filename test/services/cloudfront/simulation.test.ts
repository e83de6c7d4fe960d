/** Distributions in a run: what edges answer, what is asked again, what viewers see. */
import { describe, expect, it } from 'vitest';
import type { Config } from '#shared/model/graph';
import type { Drawn } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

const web = (cdn: Config, worker: Config, rate = 100): Drawn => ({
  resources: {
    viewers: ['client', { rate, timeout: 300 }],
    cdn: ['cloudfront', { edgeTime: 0, ...cdn }],
    worker: ['lambda', { coldStart: 0, duration: always(0.05), timeout: 60, ...worker }],
  },
  connections: [
    ['client/http-request', 'viewers', 'cdn'],
    ['cloudfront/function-url-origin', 'cdn', 'worker'],
  ],
});

describe('a distribution in a run', () => {
  it('asks its origin for the misses only, and loses nothing', () => {
    const { resources, discrepancies } = simulated(web({ cacheHitRatio: 0.75 }, {}), { duration: 200, warmUp: 10 });
    const share = resources['worker']!.offered.mean / resources['cdn']!.offered.mean;
    expect(share).toBeGreaterThan(0.235);
    expect(share).toBeLessThan(0.265);
    expect(discrepancies).toEqual([]);
  });

  it('sends a read three times to an origin that does not answer in time, then answers 504', () => {
    const slow = { responseTimeout: 2, cacheHitRatio: 0 };
    const { resources, answers, discrepancies } = simulated(web(slow, { duration: always(10) }, 2), { duration: 300 });
    expect(resources['worker']!.offered.mean / resources['cdn']!.offered.mean).toBeGreaterThan(2.9);
    expect(Object.keys(answers['viewers--cdn']!)).toContain('504');
    expect(discrepancies).toEqual([]);
  });

  it('sends a write once', () => {
    const slow = { responseTimeout: 2, cacheableShare: 0 };
    const { resources } = simulated(web(slow, { duration: always(10) }, 2), { duration: 300 });
    expect(resources['worker']!.offered.mean / resources['cdn']!.offered.mean).toBeLessThanOrEqual(1.01);
  });

  it('refuses what is beyond its quota of bytes a second, as the steady state says', () => {
    const drawn = web({ cacheHitRatio: 1, responseSize: 10_000_000 }, {}, 2500);
    const { resources, observedSeconds } = simulated(drawn, { duration: 30, warmUp: 10 });
    // 150 gigabits a second are 1,875 answers of 10 MB.
    expect(resources['cdn']!.served.mean / observedSeconds).toBeCloseTo(1875, -2);
    expect(resources['cdn']!.throttled.mean / observedSeconds).toBeCloseTo(625, -2);
  });
});
