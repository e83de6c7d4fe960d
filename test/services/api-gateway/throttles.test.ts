/** Throttles of an API: one bucket for each method or route, in the steady state and in a run. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { tokenBucketLoss } from '#shared/queueing/token-bucket';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

interface Shop {
  readonly api?: Config;
  readonly read?: Config;
  readonly write?: Config;
  readonly plan?: Config;
}

/** 300 requests a second, two thirds of which read. */
const shop = ({ api = {}, read = {}, write = {}, plan = {} }: Shop = {}): Drawn => ({
  resources: {
    people: ['client', { rate: 300, httpAttempts: 1 }],
    api: ['api-gateway', api],
    reader: ['lambda', { coldStart: 0, duration: always(0.02) }],
    writer: ['lambda', { coldStart: 0, duration: always(0.05) }],
  },
  connections: [
    ['client/http-request', 'people', 'api', plan],
    ['api-gateway/lambda-proxy', 'api', 'reader', { method: 'GET', path: '/items', trafficShare: 2 / 3, ...read }],
    ['api-gateway/lambda-proxy', 'api', 'writer', { method: 'POST', path: '/items', trafficShare: 1 / 3, ...write }],
  ],
});

const assess = (drawn: Drawn) => assessCapacity(drawing(drawn), services, { loadFactor: 1 });
const lets = (arrivalRate: number, refillRate: number, burst: number): number =>
  arrivalRate * (1 - tokenBucketLoss({ arrivalRate, refillRate, burst }));

describe('the throttle of a stage', () => {
  it('admits its rate of each method, and does not count those of the others', () => {
    const { resources, connections } = assess(shop({ api: { stageRate: 150, stageBurst: 100 } }));
    expect(connections.get('api--reader')?.flow.rate).toBeCloseTo(lets(200, 150, 100), 6);
    expect(connections.get('api--writer')?.flow.rate).toBeCloseTo(lets(100, 150, 100), 6);
    const api = resources.get('api')!;
    expect(api.throttled).toBeCloseTo(300 - lets(200, 150, 100) - lets(100, 150, 100), 6);
    expect(api.spills).toMatchObject([{ limit: 'api-gateway/route-rate', seenAs: '429 Too Many Requests' }]);
    expect(api.limits.map(({ title, utilisation }) => [title, Math.round(utilisation * 100)])).toEqual([
      ['Throttle of GET /items', 133],
      ['Throttle of POST /items', 67],
      ['Account requests per second', 3],
    ]);
  });

  it('has the account’s burst where it states none', () => {
    const { connections } = assess(shop({ api: { stageRate: 199 } }));
    expect(connections.get('api--reader')?.flow.rate).toBeCloseTo(lets(200, 199, 5000), 6);
  });

  it('is raised at the stage, which is where it is set', () => {
    const { resources } = assess(shop({ api: { stageRate: 150 } }));
    expect(resources.get('api')?.limits[0]?.raise?.().edit).toEqual({
      do: 'set-config',
      target: { resource: 'api' },
      field: 'stageRate',
      value: 240,
    });
  });
});

describe('the throttle of a route', () => {
  it('takes the place of the stage’s', () => {
    const { connections, resources } = assess(
      shop({ api: { stageRate: 50, stageBurst: 20 }, read: { throttleRate: 180 } }),
    );
    expect(connections.get('api--reader')?.flow.rate).toBeCloseTo(lets(200, 180, 20), 6);
    expect(connections.get('api--writer')?.flow.rate).toBeCloseTo(lets(100, 50, 20), 6);
    expect(resources.get('api')?.limits[0]?.raise?.().edit).toMatchObject({
      target: { connection: 'api--reader' },
      field: 'throttleRate',
    });
  });

  it('leaves the other routes alone where the stage has none', () => {
    const { connections } = assess(shop({ write: { throttleRate: 40, throttleBurst: 10 } }));
    expect(connections.get('api--reader')?.flow.rate).toBeCloseTo(200, 6);
    expect(connections.get('api--writer')?.flow.rate).toBeCloseTo(lets(100, 40, 10), 6);
  });

  it('comes after the usage plan, which counts all methods together', () => {
    const { connections } = assess(
      shop({ plan: { usagePlan: true, planRate: 150, planBurst: 50 }, read: { throttleRate: 80, throttleBurst: 10 } }),
    );
    const byPlan = lets(300, 150, 50);
    expect(connections.get('api--writer')?.flow.rate).toBeCloseTo(byPlan / 3, 6);
    expect(connections.get('api--reader')?.flow.rate).toBeCloseTo(lets((byPlan * 2) / 3, 80, 10), 6);
  });
});

describe('the throttle of a method in a usage plan', () => {
  const plan = { usagePlan: true, planMethods: 'POST /items 40/s burst 10' };

  it('holds one caller back at one method', () => {
    const { connections, resources } = assess(shop({ plan }));
    expect(connections.get('api--reader')?.flow.rate).toBeCloseTo(200, 6);
    expect(connections.get('api--writer')?.flow.rate).toBeCloseTo(lets(100, 40, 10), 6);
    const { limits, spills } = resources.get('api')!;
    expect(limits[0]).toMatchObject({
      title: 'Usage plan rate of POST /items',
      isDeliberate: true,
      setBy: { connection: 'people--api', field: 'planMethods' },
    });
    expect(limits[0]!.used).toBeCloseTo(100, 6);
    expect(spills).toMatchObject([{ limit: 'api-gateway/usage-plan' }]);
    expect(spills[0]!.rate).toBeCloseTo(100 - lets(100, 40, 10), 6);
  });

  it('comes on top of the rate of the plan, and before the throttle of the stage', () => {
    const { connections } = assess(
      shop({ plan: { ...plan, planRate: 150, planBurst: 50 }, write: { throttleRate: 20, throttleBurst: 5 } }),
    );
    const byPlan = lets(300, 150, 50);
    expect(connections.get('api--reader')?.flow.rate).toBeCloseTo((byPlan * 2) / 3, 6);
    expect(connections.get('api--writer')?.flow.rate).toBeCloseTo(lets(lets(byPlan / 3, 40, 10), 20, 5), 6);
  });
});

describe('a run of an API with throttles', () => {
  it.each<[string, Shop]>([
    ['of its stage', { api: { stageRate: 150, stageBurst: 100 } }],
    ['of one route', { write: { throttleRate: 40, throttleBurst: 10 } }],
    [
      'of an HTTP API',
      { api: { type: 'HTTP', stageRate: 90, stageBurst: 40 }, read: { throttleRate: 150, throttleBurst: 5 } },
    ],
    ['behind a cache', { api: { stageRate: 150, stageBurst: 20, cacheSize: '0.5', cacheHitRatio: 0.5 } }],
    [
      'of methods in a usage plan',
      {
        plan: { usagePlan: true, planRate: 250, planMethods: 'POST /items 40/s burst 10, GET /items 150/s burst 100' },
      },
    ],
    ['behind a usage plan', { api: { stageRate: 80, stageBurst: 9 }, plan: { usagePlan: true, planRate: 200 } }],
  ])('%s agrees with its steady state', (_, settings) => {
    const drawn = shop(settings);
    const steady = assess(drawn);
    const { resources, discrepancies } = simulated(drawn, { duration: 260, warmUp: 60 });
    expect(discrepancies).toEqual([]);
    for (const id of ['api', 'reader', 'writer']) {
      const { offered, throttled } = steady.resources.get(id)!;
      expect(Math.abs(resources[id]!.offered.mean / 200 - offered)).toBeLessThan(0.02 * offered + 0.5);
      expect(Math.abs(resources[id]!.throttled.mean / 200 - throttled)).toBeLessThan(0.02 * offered + 0.5);
    }
  });
});
