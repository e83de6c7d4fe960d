/** The time that callers wait where the function behind an API is full: steady state beside runs. */
import { expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { exponentially, simulated } from '../../support/simulated';

const FN = ['lambda', { coldStart: 0, duration: exponentially(1), timeout: 29, reservedConcurrency: 30 }] as const;
const PEOPLE = ['client', { rate: 90, maxAttempts: 1, timeout: 60 }] as const;

const behindApi = (type: 'REST' | 'HTTP'): Drawn => ({
  quotas: {},
  resources: { people: PEOPLE, api: ['api-gateway', { type }], fn: FN },
  connections: [
    ['client/http-request', 'people', 'api'],
    ['api-gateway/lambda-proxy', 'api', 'fn'],
  ],
});

const SOCKETS: Drawn = {
  quotas: {},
  resources: {
    people: ['client', { rate: 10, maxAttempts: 1, timeout: 60 }],
    api: ['api-gateway', { type: 'WEBSOCKET', messagesPerConnection: 9, sessionLength: 300 }],
    fn: FN,
  },
  connections: [
    ['client/websocket', 'people', 'api'],
    ['api-gateway/websocket-lambda', 'api', 'fn'],
  ],
};

const BEHIND_CACHE: Drawn = {
  quotas: {},
  resources: {
    people: PEOPLE,
    guard: ['waf', { scope: 'CLOUDFRONT' }],
    site: ['cloudfront', { cacheHitRatio: 0.1 }],
    api: ['api-gateway', { type: 'HTTP' }],
    fn: FN,
  },
  connections: [
    ['client/http-request', 'people', 'guard'],
    ['waf/protects', 'guard', 'site'],
    ['cloudfront/http-origin', 'site', 'api'],
    ['api-gateway/lambda-proxy', 'api', 'fn'],
  ],
};

it.each([
  { what: 'a REST API', drawn: behindApi('REST'), rows: ['api'] },
  { what: 'an HTTP API', drawn: behindApi('HTTP'), rows: ['api'] },
  { what: 'a WebSocket API', drawn: SOCKETS, rows: ['api'] },
  { what: 'a distribution with a web ACL', drawn: BEHIND_CACHE, rows: ['api', 'site', 'guard'] },
])('$what before a full function answers most callers at once, in the steady state as in a run', ({ drawn, rows }) => {
  const steady = assessCapacity(drawing(drawn), services, { loadFactor: 1 }).resources;
  const run = simulated(drawn, { duration: 700, warmUp: 100 });
  expect(steady.get('fn')!.throttled / steady.get('fn')!.offered).toBeGreaterThan(0.6);
  for (const id of rows) {
    const expected = steady.get(id)!.latency.value;
    expect(expected).toBeLessThan(0.45);
    expect(Math.abs(run.resources[id]!.latency.mean.mean / expected - 1)).toBeLessThan(0.03);
  }
});
