/** Clients and APIs in a run: throttles, translated errors, timeouts, retries. */
import { describe, expect, it } from 'vitest';
import { independentRetries } from '#shared/queueing/retries';
import { tokenBucketLoss } from '#shared/queueing/token-bucket';
import { always, simulated } from '../support/simulated';

const instant = { coldStart: 0 };

describe('an API', () => {
  it('refuses what finds the bucket of its route empty, as the exact formula says', () => {
    const { resources, answers } = simulated(
      {
        resources: {
          client: ['client', { rate: 990 }],
          api: ['api-gateway', { stageRate: 1000, stageBurst: 50, overhead: 0 }],
          fn: ['lambda', { ...instant, duration: always(0.01) }],
        },
        connections: [
          ['client/http-request', 'client', 'api'],
          ['api-gateway/lambda-proxy', 'api', 'fn'],
        ],
      },
      { duration: 100, replications: 3, maxTraces: 0 },
    );
    const { throttled, offered } = resources['api']!;
    const expected = tokenBucketLoss({ arrivalRate: 990, refillRate: 1000, burst: 50 });
    expect(throttled.mean / offered.mean / expected).toBeCloseTo(1, 0);
    expect(answers['client--api']!['429 Too Many Requests']).toBe(throttled.mean);
  });

  it('shares the account’s bucket with every other API', () => {
    const { resources, observedSeconds } = simulated(
      {
        quotas: { 'api-gateway/account-rate': 100, 'api-gateway/account-burst': 10 },
        resources: { client: ['client', { rate: 80 }], a: ['api-gateway'], b: ['api-gateway'] },
        connections: [
          ['client/http-request', 'client', 'a'],
          ['client/http-request', 'client', 'b'],
        ],
      },
      { duration: 100, warmUp: 5 },
    );
    expect((resources['a']!.served.mean + resources['b']!.served.mean) / observedSeconds).toBeCloseTo(100, -0.5);
  });

  it('counts a client against its usage plan first', () => {
    const { resources, observedSeconds } = simulated(
      {
        resources: {
          greedy: ['client', { rate: 500 }],
          modest: ['client', { rate: 20 }],
          api: ['api-gateway', { stageRate: 100, stageBurst: 50 }],
          fn: ['lambda', { ...instant, duration: always(0.01) }],
        },
        connections: [
          ['client/http-request', 'greedy', 'api', { usagePlan: true, planRate: 50, planBurst: 10 }],
          ['client/http-request', 'modest', 'api'],
          ['api-gateway/lambda-proxy', 'api', 'fn'],
        ],
      },
      { duration: 100, warmUp: 5 },
    );
    expect(resources['greedy']!.served.mean / observedSeconds).toBeCloseTo(50, 0);
    expect(resources['modest']!.failed.mean).toBe(0);
  });

  it('stops a client whose plan’s quota is used up until the period ends', () => {
    const { resources } = simulated(
      {
        resources: { client: ['client', { rate: 1 }], api: ['api-gateway'] },
        connections: [
          ['client/http-request', 'client', 'api', { usagePlan: true, planQuota: 1000, planPeriod: 'DAY' }],
        ],
      },
      { duration: 2 * 86_400, maxTraces: 0 },
    );
    expect(resources['api']!.served.mean).toBe(2000);
  });

  const behind = (api: Record<string, unknown>, fn: Record<string, unknown>, rate = 20) =>
    simulated(
      {
        resources: {
          client: ['client', { rate }],
          api: ['api-gateway', api],
          fn: ['lambda', { ...instant, timeout: 60, ...fn }],
        },
        connections: [
          ['client/http-request', 'client', 'api'],
          ['api-gateway/lambda-proxy', 'api', 'fn'],
        ],
      },
      { duration: 100 },
    );

  it('turns a throttled function into a 500', () => {
    const { resources, answers } = behind({}, { duration: always(1), reservedConcurrency: 5 });
    expect(resources['fn']!.throttled.mean).toBeGreaterThan(1000);
    expect(answers['client--api']!['500']).toBe(resources['fn']!.throttled.mean);
    expect(answers['api--fn']!['500 Internal Server Error']).toBe(resources['fn']!.throttled.mean);
  });

  it('turns a function’s error into 502 for a REST API and 500 for an HTTP API', () => {
    const failing = { duration: always(0.1), errorRate: 1 };
    expect(Object.keys(behind({}, failing).answers['client--api']!)).toEqual(['502']);
    expect(Object.keys(behind({ type: 'HTTP' }, failing).answers['client--api']!)).toEqual(['500']);
  });

  it('answers 504 (REST) or 503 (HTTP) after the integration timeout, while the function works on', () => {
    const slow = { duration: always(5) };
    const rest = behind({ integrationTimeout: 2 }, slow);
    expect(Object.keys(rest.answers['client--api']!)).toEqual(['504']);
    expect(rest.resources['client']!.latency.mean.mean).toBe(0);
    expect(rest.resources['api']!.latency.mean.mean).toBeCloseTo(2.01, 2);
    expect(rest.resources['fn']!.served.mean).toBeGreaterThan(1800);
    expect(rest.resources['api']!.wasted.mean).toBe(rest.resources['fn']!.served.mean);
    expect(Object.keys(behind({ type: 'HTTP', integrationTimeout: 2 }, slow).answers['client--api']!)).toEqual(['503']);
  });

  it('sends its traffic to its routes by their shares, and answers cached requests itself', () => {
    const { resources } = simulated(
      {
        resources: {
          client: ['client', { rate: 200 }],
          api: ['api-gateway', { cacheHitRatio: 0.5 }],
          a: ['sqs'],
          b: ['sns'],
        },
        connections: [
          ['client/http-request', 'client', 'api'],
          ['api-gateway/sqs-integration', 'api', 'a', { trafficShare: 0.75 }],
          ['api-gateway/sns-integration', 'api', 'b'],
        ],
      },
      { duration: 100 },
    );
    const requests = resources['api']!.served.mean;
    expect(resources['a']!.offered.mean / requests).toBeCloseTo(0.375, 1);
    expect(resources['b']!.offered.mean / requests).toBeCloseTo(0.125, 1);
  });
});

describe('a client', () => {
  it('makes as many attempts as independent failures ask for', () => {
    const { resources } = simulated(
      {
        resources: { client: ['client', { rate: 100, httpAttempts: 3 }], api: ['api-gateway'] },
        connections: [['client/http-request', 'client', 'api']],
      },
      { duration: 200, failures: [{ kind: 'errors', resource: 'api', at: 0, for: 200, share: 0.3 }] },
    );
    const { attempts, offered, failed } = resources['client']!;
    const expected = independentRetries(0.3, 2);
    expect(attempts.mean / offered.mean).toBeCloseTo(expected.meanAttempts, 1);
    expect(failed.mean / offered.mean).toBeCloseTo(expected.giveUpProbability, 2);
  });

  it('gives up waiting after its timeout, and the late answer is wasted', () => {
    const { resources, answers, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 10, timeout: 1, httpAttempts: 2 }],
          api: ['api-gateway'],
          fn: ['lambda', { ...instant, duration: always(3), timeout: 10 }],
        },
        connections: [
          ['client/http-request', 'client', 'api'],
          ['api-gateway/lambda-proxy', 'api', 'fn'],
        ],
      },
      { duration: 100 },
    );
    const { offered, attempts, timeouts, wasted, served } = resources['client']!;
    expect(served.mean).toBe(0);
    expect(attempts.mean / offered.mean).toBeGreaterThan(1.9);
    expect(Math.abs(timeouts.mean - attempts.mean)).toBeLessThan(40);
    expect(wasted.mean).toBeGreaterThan(1800);
    expect(answers['client--api']!['caller gave up waiting']).toBe(timeouts.mean);
    expect(discrepancies).toEqual([]);
  });

  it('the SDK’s retry quota stops the retries when most calls are refused', () => {
    const attemptsPerCall = (retryMode: string) => {
      const { client } = simulated(
        {
          resources: {
            client: ['client', { rate: 200, retryMode }],
            fn: ['lambda', { ...instant, duration: always(1), reservedConcurrency: 20 }],
          },
          connections: [['client/invoke', 'client', 'fn']],
        },
        { duration: 200, warmUp: 50 },
      ).resources;
      return client!.attempts.mean / client!.offered.mean;
    };
    // In the long run (1 − p)/(5p) retries a call: 0.02 for p near 0.9.
    expect(attemptsPerCall('standard')).toBeLessThan(1.05);
    expect(attemptsPerCall('legacy')).toBeGreaterThan(4);
    expect(attemptsPerCall('none')).toBe(1);
  });

  it('does not try function errors again: to the SDK they are HTTP 200', () => {
    const { resources, answers } = simulated(
      {
        resources: {
          client: ['client', { rate: 50 }],
          fn: ['lambda', { ...instant, duration: always(0.1), errorRate: 0.4 }],
        },
        connections: [['client/invoke', 'client', 'fn']],
      },
      { duration: 100 },
    );
    expect(resources['client']!.retries.mean).toBe(0);
    expect(answers['client--fn']!['failed']).toBe(resources['fn']!.failed.mean);
  });

  it('calls per request: a fifth of the requests here, two calls of each there', () => {
    const { resources } = simulated(
      {
        resources: { client: ['client', { rate: 100 }], a: ['sqs'], b: ['sqs'] },
        connections: [
          ['client/send-message', 'client', 'a', { callsPerRequest: 0.2 }],
          ['client/send-message', 'client', 'b', { callsPerRequest: 2 }],
        ],
      },
      { duration: 100 },
    );
    expect(resources['b']!.offered.mean / resources['a']!.offered.mean).toBeCloseTo(10, -0.5);
  });
});

describe('a kick', () => {
  const design = (httpAttempts: number) =>
    ({
      resources: {
        client: ['client', { rate: 60, timeout: 1, httpAttempts }],
        api: ['api-gateway', { integrationTimeout: 29 }],
        fn: ['lambda', { ...instant, duration: always(0.4), timeout: 20, reservedConcurrency: 30 }],
      },
      connections: [
        ['client/http-request', 'client', 'api'],
        ['api-gateway/lambda-proxy', 'api', 'fn'],
      ],
    }) as const;

  it('is over for a design that recovers: 10 times the load for 10 s leaves nothing behind', () => {
    const { series } = simulated(design(1), {
      duration: 120,
      maxColumns: 120,
      failures: [{ kind: 'kick', resource: 'client', at: 30, for: 10, factor: 10 }],
    });
    const { offered, failed } = series.resources['client']!;
    expect(offered[35]!).toBeGreaterThan(400);
    expect(failed[35]!).toBeGreaterThan(300);
    const later = failed.slice(60).reduce((sum, each) => sum + each, 0);
    expect(later).toBeLessThan(0.05 * 60 * 60);
  });
});

describe('a quota that is cut', () => {
  it('bites while it lasts', () => {
    const { series } = simulated(
      {
        resources: {
          client: ['client', { rate: 100, sdkAttempts: 1 }],
          fn: ['lambda', { ...instant, duration: always(1), timeout: 5 }],
        },
        connections: [['client/invoke', 'client', 'fn']],
      },
      {
        duration: 90,
        maxColumns: 90,
        failures: [
          { kind: 'quota-cut', resource: 'fn', at: 30, for: 30, quota: 'lambda/concurrent-executions', to: 0.02 },
        ],
      },
    );
    const { concurrency, throttled } = series.resources['fn']!;
    expect(concurrency[25]!).toBeGreaterThan(80);
    expect(concurrency[40]!).toBeLessThanOrEqual(20);
    expect(throttled[45]!).toBeGreaterThan(60);
    expect(concurrency[70]!).toBeGreaterThan(80);
  });
});

describe('slowness and errors', () => {
  it('last as long as they are said to', () => {
    const { series } = simulated(
      {
        resources: {
          client: ['client', { rate: 50 }],
          fn: ['lambda', { ...instant, duration: always(0.2), timeout: 5 }],
        },
        connections: [['client/invoke', 'client', 'fn']],
      },
      {
        duration: 90,
        maxColumns: 90,
        failures: [
          { kind: 'slowness', resource: 'fn', at: 30, for: 20, factor: 5 },
          { kind: 'errors', resource: 'fn', at: 60, for: 10, share: 0.5 },
        ],
      },
    );
    const { concurrency, failed } = series.resources['fn']!;
    expect(concurrency[20]!).toBeCloseTo(10, -0.7);
    expect(concurrency[40]!).toBeGreaterThan(35);
    expect(failed[65]!).toBeGreaterThan(10);
    expect(failed[80]!).toBe(0);
  });
});
