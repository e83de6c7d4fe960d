/** A function called by its own URL: ten requests a second for each unit of concurrency, 429 beyond, and no second try by Lambda. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

const called = (worker: Config, rate: number): Drawn => ({
  resources: {
    shop: ['client', { rate, timeout: 30 }],
    quote: ['lambda', { coldStart: 0, duration: always(0.01), ...worker }],
  },
  connections: [['client/function-url', 'shop', 'quote']],
});

const quick = { reservedConcurrency: 10 };

describe('a function behind its own URL', () => {
  it('takes ten requests a second for each reserved unit, however short it runs', () => {
    const { connections, resources } = assessCapacity(drawing(called(quick, 400)), services, { loadFactor: 1 });
    const limit = resources.get('quote')?.limits.find(({ id }) => id === 'lambda/requests-per-concurrency');
    expect(limit).toMatchObject({ used: 400, limit: 100, utilisation: 4 });
    expect(connections.get('shop--quote')?.outcome.throttled).toBeCloseTo(0.75, 6);
    expect(resources.get('quote')?.spills).toMatchObject([
      {
        ends: 'caller',
        rate: 300,
        limit: 'lambda/requests-per-concurrency',
        story: expect.stringContaining('although concurrency is free'),
      },
    ]);
  });

  it('refuses at random peaks for want of concurrency, although the requests per second are nearer to their limit', () => {
    const one = { reservedConcurrency: 1, duration: always(0.05) };
    const { resources } = assessCapacity(drawing(called(one, 8)), services, { loadFactor: 1 });
    const { limits, spills } = resources.get('quote')!;
    expect(limits.map(({ utilisation }) => utilisation)).toEqual([0.4, 0.8]);
    // Erlang B of one server at 0.4 erlangs: 0.4 ÷ 1.4.
    expect(spills).toMatchObject([{ rate: expect.closeTo(8 * (0.4 / 1.4), 9), limit: 'lambda/reserved-concurrency' }]);
  });

  it('spills the same share in a run, and the client sees it as 429', () => {
    const { resources, answers, discrepancies } = simulated(called(quick, 400), { duration: 200, warmUp: 20 });
    const { offered, throttled } = resources['quote']!;
    expect(throttled.mean / offered.mean).toBeCloseTo(0.75, 2);
    expect(answers['shop--quote']!['429 Too Many Requests']).toBe(throttled.mean);
    expect(discrepancies).toEqual([]);
  });

  it('runs once for what it throws: an invocation that waits for its answer is not tried again', () => {
    const { resources, answers, discrepancies } = simulated(called({ errorRate: 0.2 }, 50), { duration: 200 });
    const { served, failed } = answers['shop--quote']!;
    expect(served! + failed!).toBeGreaterThan(0.999 * resources['quote']!.offered.mean);
    expect(failed! / (served! + failed!)).toBeCloseTo(0.2, 1);
    expect(discrepancies).toEqual([]);
  });
});
