/** A function that an API asks who may come in: in the steady state, in a run and on the bill. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { SECONDS_PER_MONTH } from '#shared/model/unit';
import { services } from '#shared/services/registry';
import { billed, quantityOf } from '../../support/billed';
import { type Drawn, drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

interface Guarded {
  readonly rate?: number;
  readonly client?: Config;
  readonly api?: Config;
  readonly guard?: Config;
  readonly authorizer?: Config;
  readonly route?: Config;
  readonly quotas?: Drawn['quotas'];
}

/** Callers, an API, the function that it asks, and the one that does the work. */
const guarded = ({
  rate = 100,
  client = {},
  api = {},
  guard = {},
  authorizer = {},
  route = {},
  quotas = {},
}: Guarded = {}): Drawn => ({
  quotas,
  resources: {
    people: ['client', { rate, ...client }],
    api: ['api-gateway', api],
    guard: ['lambda', { coldStart: 0, duration: always(0.05), timeout: 5, ...guard }],
    work: ['lambda', { coldStart: 0, duration: always(0.02), timeout: 5 }],
  },
  connections: [
    [api['type'] === 'WEBSOCKET' ? 'client/websocket' : 'client/http-request', 'people', 'api'],
    ['api-gateway/lambda-authorizer', 'api', 'guard', authorizer],
    api['type'] === 'WEBSOCKET'
      ? ['api-gateway/websocket-lambda', 'api', 'work', { routeKey: '$connect', ...route }]
      : ['api-gateway/lambda-proxy', 'api', 'work', route],
  ],
});

const assess = (drawn: Drawn, loadFactor = 1) => assessCapacity(drawing(drawn), services, { loadFactor });

describe('an authorizer', () => {
  it('is asked once in 1 + λT requests of each caller', () => {
    const { connections } = assess(guarded({ guard: { duration: always(0.001) } }));
    // 100 a second of 1000 callers, and results that count for 300 s.
    expect(connections.get('api--guard')?.flow.rate).toBeCloseTo(100 / 31, 2);
    expect(connections.get('api--work')?.flow.rate).toBeCloseTo(100, 9);
  });

  it('is asked for each request where results are not cached, and for each connection of a WebSocket API', () => {
    const uncached = assess(guarded({ authorizer: { resultTtl: 0 } }));
    expect(uncached.connections.get('api--guard')?.flow.rate).toBeCloseTo(100, 9);
    const sockets = assess(guarded({ api: { type: 'WEBSOCKET', messagesPerConnection: 9 } }));
    expect(sockets.resources.get('api')?.offered).toBeCloseTo(1000, 9);
    expect(sockets.connections.get('api--guard')?.flow.rate).toBeCloseTo(100, 9);
  });

  it('takes its time from those alone who ask', () => {
    const { resources } = assess(guarded({ authorizer: { resultTtl: 0 } }));
    const cached = assess(guarded()).resources.get('api')!.latency.value;
    expect(resources.get('api')?.latency.value).toBeCloseTo(0.01 + 0.05 + 0.02, 9);
    expect(cached).toBeCloseTo(0.01 + 0.02 + 0.05 / 31, 3);
  });

  it('comes after the throttles: what the stage refuses is not asked about', () => {
    const { connections } = assess(guarded({ api: { stageRate: 10, stageBurst: 1 }, authorizer: { resultTtl: 0 } }));
    const { flow } = connections.get('api--guard')!;
    expect(flow.rate).toBeLessThan(10);
    expect(connections.get('people--api')?.outcome.throttled).toBeCloseTo(1 - flow.rate / 100, 6);
  });

  it('keeps out a share, which reaches nothing and is not tried again', () => {
    const { connections, resources, overflow } = assess(
      guarded({ authorizer: { deniedShare: 0.2 }, client: { httpAttempts: 3 } }),
    );
    expect(connections.get('people--api')?.flow.rate).toBeCloseTo(100, 9);
    expect(connections.get('api--work')?.flow.rate).toBeCloseTo(80, 9);
    expect(resources.get('api')?.failed).toBeCloseTo(20, 9);
    expect(overflow).toMatchObject([{ at: 'people', rate: 20, seenAs: '401 Unauthorized or 403 Forbidden' }]);
  });

  it('that fails keeps everybody out who asks, and its failures are not cached', () => {
    const { connections, resources } = assess(guarded({ guard: { errorRate: 0.5, duration: always(0.001) } }));
    // Twice as many ask until one gets an answer: 1 / (1 + λT / 2).
    const asks = 100 / 16;
    expect(connections.get('api--guard')?.flow.rate).toBeCloseTo(asks, 2);
    expect(resources.get('api')?.failed).toBeCloseTo(asks / 2, 2);
  });

  it('without room answers its callers 500', () => {
    const { connections, overflow } = assess(
      guarded({ authorizer: { resultTtl: 0 }, guard: { reservedConcurrency: 1 } }),
    );
    const lost = connections.get('api--guard')!.outcome.throttled;
    expect(lost).toBeGreaterThan(0.5);
    expect(connections.get('people--api')?.outcome.failed).toBeCloseTo(lost, 9);
    expect(overflow).toMatchObject([{ resource: 'guard', at: 'people', seenAs: '500 Internal Server Error' }]);
  });

  it('is given up on after 10 s by an HTTP API alone', () => {
    const slow: Guarded = { rate: 1, guard: { timeout: 60, duration: always(20) } };
    const { connections } = assess(guarded({ ...slow, api: { type: 'HTTP' } }));
    expect(connections.get('people--api')?.outcome.failed).toBeCloseTo(1, 9);
    expect(connections.get('people--api')?.outcome.latency).toBeCloseTo(10.01, 9);
    expect(assess(guarded(slow)).connections.get('people--api')?.outcome.failed).toBe(0);
  });

  it('is not asked on a route that is open', () => {
    const { connections } = assess(guarded({ route: { isOpen: true } }));
    expect(connections.get('api--guard')?.flow.rate).toBe(0);
  });

  it('is asked less than in proportion as the load grows', () => {
    const [once, tenfold] = [1, 10].map(
      (factor) =>
        assess(guarded({ guard: { duration: always(0.001) } }), factor).connections.get('api--guard')!.flow.rate,
    );
    expect(tenfold! / once!).toBeGreaterThan(1);
    // Never more often than each of 1000 callers once in 300 s.
    expect(tenfold!).toBeLessThan(1000 / 300);
  });

  it('leaves a WebSocket API with the connections that it lets in, and with their messages', () => {
    const { connections, resources, overflow } = assess(
      guarded({
        rate: 20,
        api: { type: 'WEBSOCKET', messagesPerConnection: 9, sessionLength: 300 },
        authorizer: { deniedShare: 0.25 },
      }),
    );
    expect(connections.get('api--guard')?.flow.rate).toBeCloseTo(20, 9);
    expect(connections.get('api--work')?.flow.rate).toBeCloseTo(15, 9);
    expect(resources.get('api')?.quantities['openConnections']).toBeCloseTo(15 * 300, 6);
    expect(resources.get('api')?.failed).toBeCloseTo(200 * 0.25, 6);
    expect(overflow).toMatchObject([{ at: 'people', seenAs: '401 Unauthorized or 403 Forbidden' }]);
    expect(overflow[0]?.rate).toBeCloseTo(50, 6);
  });
});

describe('a run with an authorizer', () => {
  it.each<[string, Guarded]>([
    ['whose results are cached', {}],
    ['whose results are cached for a short time', { authorizer: { resultTtl: 5 } }],
    ['that is asked each time', { authorizer: { resultTtl: 0 } }],
    ['that denies some', { authorizer: { deniedShare: 0.3 }, client: { httpAttempts: 3 } }],
    ['that fails at times', { guard: { errorRate: 0.5 }, authorizer: { resultTtl: 60 } }],
    ['without room', { guard: { reservedConcurrency: 2 }, authorizer: { resultTtl: 0 } }],
    ['behind a stage throttle', { api: { stageRate: 60, stageBurst: 20 }, authorizer: { resultTtl: 30 } }],
    [
      'of an HTTP API that gives up on it',
      { rate: 5, api: { type: 'HTTP' }, guard: { duration: always(12), timeout: 30 } },
    ],
    ['of a WebSocket API', { rate: 20, api: { type: 'WEBSOCKET' }, authorizer: { deniedShare: 0.25 } }],
    ['of a WebSocket API that fails', { rate: 20, api: { type: 'WEBSOCKET' }, guard: { errorRate: 0.25 } }],
  ])('%s agrees with its steady state', (_, settings) => {
    const drawn = guarded(settings);
    const steady = assess(drawn);
    const { resources, discrepancies } = simulated(drawn, { duration: 300, warmUp: 50 });
    expect(discrepancies).toEqual([]);
    for (const id of ['api', 'guard', 'work']) {
      const { offered, failed, throttled } = steady.resources.get(id)!;
      const run = resources[id]!;
      const near = (measured: { readonly mean: number }, expected: number): void => {
        expect(Math.abs(measured.mean / 250 - expected)).toBeLessThan(0.04 * offered + 0.3);
      };
      near(run.offered, offered);
      near(run.throttled, throttled);
      near(run.failed, failed);
    }
    const { latency } = steady.resources.get('api')!;
    const measured = resources['api']!.latency.mean.mean;
    expect(Math.abs(measured - latency.value)).toBeLessThan(0.05 * latency.value + 0.002);
  });

  it('finds the cache as it is after a long time, not empty', () => {
    const { resources } = simulated(guarded(), { duration: 20 });
    // Empty it would be asked for nearly each of the first 2000 requests of 1000 callers: more than 800 times.
    expect(resources['guard']!.offered.mean).toBeLessThan(130);
    expect(resources['guard']!.offered.mean).toBeGreaterThan(30);
  });
});

describe('the bill of an API with an authorizer', () => {
  it('has no requests that it denies, and its function’s invocations', async () => {
    const bill = await billed(guarded({ authorizer: { deniedShare: 0.2, resultTtl: 0 } }));
    expect(quantityOf(bill, 'api-gateway/rest_requests')).toBeCloseTo(80 * SECONDS_PER_MONTH, 0);
    expect(quantityOf(bill, 'lambda/requests_arm')).toBeCloseTo(180 * SECONDS_PER_MONTH, 0);
  });
});
