/** Endpoints outside AWS behind an API and behind a distribution: what reaches them, and what of their answers comes in time. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { readAddress } from '#shared/model/outside';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

const exponential = (mean: number) => ({ distribution: 'exponential', mean, scv: 1 });
const quick = { edgeTime: 0, overhead: 0 };

const behind = (front: string, kind: string, config: Config, endpoint: Config, rate = 50): Drawn => ({
  resources: {
    app: ['client', { rate, retryMode: 'none', timeout: 300 }],
    front: [front, { ...quick, ...config }],
    partner: ['http-endpoint', { timeout: 120, ...endpoint }],
  },
  connections: [
    ['client/http-request', 'app', 'front'],
    [kind, 'front', 'partner'],
  ],
});
const api = (config: Config, endpoint: Config, rate?: number) =>
  behind('api-gateway', 'api-gateway/http-integration', config, endpoint, rate);
const cdn = (config: Config, endpoint: Config, rate?: number) =>
  behind('cloudfront', 'cloudfront/http-origin', config, endpoint, rate);
const steady = (drawn: Drawn) => assessCapacity(drawing(drawn), services, { loadFactor: 1 }).resources;

describe('an API with an HTTP integration', () => {
  const late = api({ integrationTimeout: 10 }, { answerTime: exponential(10), errorRate: 0.2 });

  it('answers with an error what comes late, although the endpoint does the work', () => {
    const inTime = 1 - Math.exp(-1);
    expect(steady(late).get('front')?.completed).toBeCloseTo(50 * 0.8 * inTime, 3);
    expect(steady(late).get('partner')?.completed).toBeCloseTo(50 * 0.8, 3);
  });

  it('counts once what the endpoint gives up a moment after the API has', () => {
    const both = api({ integrationTimeout: 10 }, { answerTime: exponential(10), timeout: 10.5 });
    expect(steady(both).get('front')?.completed).toBeCloseTo(50 * (1 - Math.exp(-1)), 3);
  });

  it('does so in a run', () => {
    const { resources, observedSeconds, answers, discrepancies } = simulated(late, { duration: 400, warmUp: 50 });
    const served = resources['front']!.served.mean / observedSeconds;
    expect(served / steady(late).get('front')!.completed).toBeCloseTo(1, 1);
    expect(Object.keys(answers['app--front']!)).toContain('504');
    expect(discrepancies).toEqual([]);
  });

  it('hands the endpoint’s 429 to the client', () => {
    const { answers } = simulated(api({}, { rate: 10, burst: 1, answerTime: always(0.01) }), { duration: 60 });
    expect(answers['app--front']!['429 Too Many Requests']).toBeGreaterThan(0);
  });
});

describe('a distribution with an origin outside AWS', () => {
  const late = cdn(
    { cacheHitRatio: 0.5, cacheableShare: 0.8, responseTimeout: 5, connectionAttempts: 3 },
    { answerTime: exponential(5) },
  );

  it('asks again for reads that come late, and once for writes', () => {
    const q = Math.exp(-1);
    const [reads, writes] = [50 * 0.8 * 0.5, 50 * 0.2];
    expect(steady(late).get('partner')?.offered).toBeCloseTo(reads * (1 + q + q * q) + writes, 3);
    expect(steady(late).get('front')?.failed).toBeCloseTo(reads * q ** 3 + writes * q, 3);
  });

  it('does so in a run', () => {
    const { resources, observedSeconds, discrepancies } = simulated(late, { duration: 400, warmUp: 50 });
    const ratio = (id: string, figure: 'offered' | 'failed') =>
      resources[id]![figure].mean / observedSeconds / steady(late).get(id)![figure];
    expect(ratio('partner', 'offered')).toBeCloseTo(1, 1);
    expect(ratio('front', 'failed')).toBeCloseTo(1, 1);
    expect(discrepancies).toEqual([]);
  });

  it('asks for nothing where the caches have everything', () => {
    const full = cdn({ cacheHitRatio: 1, cacheableShare: 1, responseTimeout: 5 }, { answerTime: exponential(5) });
    expect(steady(full).get('partner')?.offered).toBe(0);
    expect(steady(full).get('front')?.failed).toBe(0);
  });
});

describe('an address', () => {
  it('is read as host, port and path', () => {
    expect(readAddress(' https://api.example.com:8443/v1/hooks ')).toEqual({
      host: 'api.example.com',
      port: 8443,
      path: '/v1/hooks',
    });
    expect(readAddress('https://example.com')).toEqual({ host: 'example.com', port: undefined, path: '' });
  });

  it('is none without HTTPS, with a query or with a space', () => {
    const texts = ['http://example.com', 'https://example.com/a?b=c', 'https://exa mple.com', ''];
    expect(texts.filter((text) => readAddress(text) !== undefined)).toEqual([]);
  });
});
