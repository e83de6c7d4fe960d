/** The route of a REST API that a pipe calls, beside callers that ask for each by its share: steady state beside runs. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

interface Shop {
  readonly api?: Config;
  readonly orders?: Config;
  readonly pipe?: 'pipes/api-target' | 'pipes/enrich-by-api';
  readonly acl?: Config;
}

/** People ask for three routes evenly, 60 times a second; the pipe calls one of them for each of 20 jobs a second. */
function shop({ api = {}, orders = {}, pipe = 'pipes/api-target', acl }: Shop = {}): Drawn {
  const front = acl ? 'acl' : 'api';
  return {
    resources: {
      people: ['client', { rate: 60, httpAttempts: 1, payload: 1000 }],
      app: ['client', { rate: 20, payload: 4000 }],
      jobs: ['sqs', { visibilityTimeout: 30 }],
      pipe: ['pipes', { furtherTime: 0.001 }],
      ...(acl && { acl: ['waf', acl] }),
      api: ['api-gateway', { overhead: 0, ...api }],
      worker: ['lambda', { coldStart: 0, duration: always(0.2) }],
      reader: ['lambda', { coldStart: 0, duration: always(0.05) }],
      done: ['sqs', {}],
    },
    connections: [
      ['client/http-request', 'people', front],
      ['client/send-message', 'app', 'jobs'],
      ['pipes/queue-source', 'jobs', 'pipe', { batchSize: 1 }],
      [pipe, 'pipe', front, { route: 'POST /orders' }],
      ...(pipe === 'pipes/enrich-by-api' ? ([['pipes/queue-target', 'pipe', 'done']] as const) : []),
      ...(acl ? ([['waf/protects', 'acl', 'api']] as const) : []),
      ['api-gateway/lambda-proxy', 'api', 'worker', { method: 'POST', path: '/orders', ...orders }],
      ['api-gateway/lambda-proxy', 'api', 'reader', { method: 'GET', path: '/orders' }],
      ['api-gateway/sqs-integration', 'api', 'done', { method: 'PUT', path: '/orders' }],
    ],
  };
}

const assess = (drawn: Drawn) => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

describe('a pipe that calls one route of an API', () => {
  it('reaches what is behind that route with all of its calls, and nothing else', () => {
    const { connections } = assess(shop());
    expect(connections.get('api--worker')?.flow.rate).toBeCloseTo(20 + 20, 6);
    expect(connections.get('api--reader')?.flow.rate).toBeCloseTo(20, 6);
    expect(connections.get('api--worker')?.flow.size).toBeCloseTo((20 * 1000 + 20 * 4000) / 40, 6);
    expect(connections.get('api--reader')?.flow.size).toBeCloseTo(1000, 6);
  });

  it('waits for that route alone', () => {
    const { connections } = assess(shop());
    expect(connections.get('pipe--api')?.outcome.latency).toBeCloseTo(0.2, 3);
    expect(connections.get('people--api')?.outcome.latency).toBeCloseTo((0.2 + 0.05) / 3, 2);
  });

  it('is refused by the throttle of that route alone', () => {
    const { connections, resources } = assess(shop({ orders: { throttleRate: 30, throttleBurst: 5 } }));
    const refused = connections.get('pipe--api')!.outcome.throttled;
    expect(refused).toBeGreaterThan(0.2);
    expect(connections.get('people--api')!.outcome.throttled).toBeCloseTo(refused / 3, 6);
    const [throttle] = resources.get('api')!.limits;
    expect(throttle?.title).toBe('Throttle of POST /orders');
    expect(throttle?.used).toBeCloseTo(20 + connections.get('pipe--api')!.flow.rate, 3);
  });
});

describe('a run', () => {
  it.each<[string, Shop]>([
    ['of a target', {}],
    ['of a target beyond the route’s throttle', { orders: { throttleRate: 38, throttleBurst: 20 } }],
    ['of an enrichment', { pipe: 'pipes/enrich-by-api' }],
    ['behind a web ACL', { acl: { blockedShare: 0 } }],
    ['behind a web ACL that blocks', { acl: { blockedShare: 0.1 } }],
    ['with a route that takes more of the others’ requests', { orders: { trafficShare: 0.8 } }],
  ])('%s agrees with the steady state', (_, settings) => {
    const drawn = shop(settings);
    const steady = assess(drawn).resources;
    const { resources, discrepancies } = simulated(drawn, { duration: 660, warmUp: 60 });
    expect(discrepancies).toEqual([]);
    for (const id of ['api', 'worker', 'reader']) {
      const { offered, throttled } = steady.get(id)!;
      expect(Math.abs(resources[id]!.offered.mean / 600 - offered)).toBeLessThan(0.03 * offered + 0.3);
      expect(Math.abs(resources[id]!.throttled.mean / 600 - throttled)).toBeLessThan(0.03 * offered + 0.3);
    }
  });
});
