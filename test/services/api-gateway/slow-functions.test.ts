/** Functions whose longer runs pass a timeout, their own or the one of the API before them: steady state beside runs. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Distribution } from '#shared/model/field';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { exponentially, simulated } from '../../support/simulated';

interface Slow {
  readonly type: 'REST' | 'HTTP' | 'WEBSOCKET';
  readonly duration: Pick<Distribution, 'distribution' | 'scv'> & { readonly mean: number };
  readonly timeout: number;
}

const slow = ({ type, duration, timeout }: Slow): Drawn => ({
  quotas: {},
  resources: {
    people: ['client', { rate: type === 'WEBSOCKET' ? 2 : 20, maxAttempts: 1, timeout: 60 }],
    api: ['api-gateway', type === 'WEBSOCKET' ? { type, messagesPerConnection: 9, sessionLength: 300 } : { type }],
    fn: ['lambda', { coldStart: 0, duration, timeout }],
  },
  connections:
    type === 'WEBSOCKET'
      ? [
          ['client/websocket', 'people', 'api'],
          ['api-gateway/websocket-lambda', 'api', 'fn'],
        ]
      : [
          ['client/http-request', 'people', 'api'],
          ['api-gateway/lambda-proxy', 'api', 'fn'],
        ],
});

const lognormal = (mean: number, scv: number) => ({ distribution: 'lognormal', mean, scv }) as const;

describe('a function whose longer runs pass a timeout', () => {
  it.each<Slow>([
    { type: 'REST', duration: lognormal(15, 2), timeout: 60 },
    { type: 'REST', duration: lognormal(20, 0.5), timeout: 29 },
    { type: 'REST', duration: { ...exponentially(12), distribution: 'exponential' }, timeout: 10 },
    { type: 'HTTP', duration: lognormal(10, 4), timeout: 60 },
    { type: 'HTTP', duration: lognormal(3, 1), timeout: 5 },
    { type: 'WEBSOCKET', duration: lognormal(12, 2), timeout: 60 },
  ])('fails and answers in the steady state as in a run: $type, $duration.mean s, $timeout s', (each) => {
    const drawn = slow(each);
    const steady = assessCapacity(drawing(drawn), services, { loadFactor: 1 }).resources;
    const run = simulated(drawn, { duration: 1300, warmUp: 100 });
    for (const id of ['api', 'fn']) {
      const [expected, seen] = [steady.get(id)!, run.resources[id]!];
      const failing = expected.failed / expected.admitted;
      expect(failing).toBeGreaterThan(0.015);
      expect(Math.abs(seen.failed.mean / seen.admitted.mean - failing)).toBeLessThan(0.01);
      expect(Math.abs(seen.latency.mean.mean / expected.latency.value - 1)).toBeLessThan(0.03);
    }
    expect(Math.abs(run.resources['fn']!.concurrency.mean.mean / steady.get('fn')!.inFlight - 1)).toBeLessThan(0.04);
  });
});
