/** A fair queue in a run: who waits when one tenant sends more than consumers take. */
import { describe, expect, it } from 'vitest';
import { always, simulated } from '../../support/simulated';
import { tenantsRun } from '../../support/tenants';

/** 40 readers take 40 messages a second: 10 of quiet tenants, and 36 of one. */
const overloaded = { loud: 36, quiet: 10, readers: 40, seconds: 2000 };

describe('one tenant sends more than there is room for', () => {
  const standard = tenantsRun({ ...overloaded, queue: { type: 'standard' } });
  const fair = tenantsRun({ ...overloaded, queue: { type: 'fair' } });
  const waitOf = ({ resources }: typeof fair) => resources['readers']!.latency.mean.mean;

  it('the others wait as if they had the consumers to themselves: 1 ÷ (40 − 10) s, not minutes', () => {
    expect(waitOf(standard)).toBeGreaterThan(100);
    expect(waitOf(fair)).toBeCloseTo(1 / 30, 2);
  });

  it('the wait is that tenant’s', () => {
    expect(fair.resources['readers']!.endToEnd.mean.mean).toBeGreaterThan(
      standard.resources['readers']!.endToEnd.mean.mean,
    );
  });

  it('as many messages are done', () => {
    const done = standard.resources['queue']!.served.mean;
    expect(Math.abs(fair.resources['queue']!.served.mean / done - 1)).toBeLessThan(0.02);
  });

  it('nothing is lost uncounted, and the run is the same again', () => {
    expect(fair.discrepancies).toEqual([]);
    expect(tenantsRun({ ...overloaded, queue: { type: 'fair' } }).digest).toBe(fair.digest);
  });
});

it('few readers see a noisy tenant by its processing time, far below thirty messages in flight', () => {
  const { resources } = tenantsRun({ loud: 4.2, quiet: 1, readers: 4, seconds: 8000, queue: { type: 'fair' } });
  expect(resources['readers']!.latency.mean.mean).toBeCloseTo(1 / 3, 1);
});

it('without names of tenants it is a standard queue', () => {
  const run = { ...overloaded, seconds: 500 };
  const nameless = tenantsRun({ ...run, naming: 'none', queue: { type: 'fair' } });
  const standard = tenantsRun({ ...run, queue: { type: 'standard' } });
  expect(nameless.resources['queue']!.served).toEqual(standard.resources['queue']!.served);
  expect(nameless.resources['queue']!.latency).toEqual(standard.resources['queue']!.latency);
});

it('with time to spare nobody is held back', () => {
  const light = { loud: 20, quiet: 10, readers: 40, seconds: 1000 };
  const fair = tenantsRun({ ...light, queue: { type: 'fair' } });
  const standard = tenantsRun({ ...light, queue: { type: 'standard' } });
  expect(fair.resources['readers']!.endToEnd.mean.mean).toBeLessThan(0.1);
  expect(fair.resources['queue']!.served.mean).toBe(standard.resources['queue']!.served.mean);
});

it('what has waited for longer than the retention is deleted, of the noisy tenant alone', () => {
  const { resources, discrepancies } = tenantsRun({ ...overloaded, queue: { type: 'fair', retention: 60 } });
  const { lost, age } = resources['queue']!;
  expect(lost.mean / (0.8 * 2000)).toBeCloseTo(6, 0);
  expect(age.max.mean).toBeLessThanOrEqual(60.001);
  expect(resources['readers']!.latency.mean.mean).toBeCloseTo(1 / 30, 2);
  expect(discrepancies).toEqual([]);
});

it('of several noisy tenants none gets more than its turn', () => {
  // Each of four has more than a tenth of the readers: ten messages a second for each.
  const run = { loud: 36, quiet: 36, others: 3, readers: 40, seconds: 1000 };
  const waits = (type: string) => {
    const { latency, endToEnd } = tenantsRun({ ...run, queue: { type } }).resources['readers']!;
    return latency.mean.mean / endToEnd.mean.mean;
  };
  expect(waits('standard')).toBeCloseTo(1, 1);
  // 2 of 12 stay behind each second, against 26 of 36.
  expect(waits('fair')).toBeLessThan(0.4);
});

it('a tenant that has sent nothing for five minutes is noisy no longer, and its messages have their old place', () => {
  // The quiet ones alone are more than the readers take: what is behind them would never be read.
  const run = { loud: 40, loudUntil: 60, quiet: 4.4, readers: 4, seconds: 3000, queue: { type: 'fair' } };
  const { endToEnd } = tenantsRun({ ...run, seconds: 340 }).resources['readers']!;
  const later = tenantsRun(run).resources['readers']!.endToEnd;
  expect(endToEnd.max.mean).toBeLessThan(300);
  expect(later.max.mean).toBeGreaterThan(350);
  expect(later.p50.mean).toBeGreaterThan(300);
});

it('a hot key is one tenant’s burst: the others stay quick, where all were late before', () => {
  const medianOf = (share: number) =>
    simulated(
      {
        resources: {
          shop: ['client', { rate: 60 }],
          jobs: ['sqs', { type: 'fair', messageGroups: 100, visibilityTimeout: 180 }],
          worker: ['lambda', { duration: always(1), timeout: 30, coldStart: 0 }],
        },
        connections: [
          ['client/send-message', 'shop', 'jobs'],
          ['lambda/queue-event-source', 'jobs', 'worker', { batchSize: 1, maximumConcurrency: 50 }],
        ],
      },
      { duration: 600, failures: share > 0 ? [{ kind: 'hot-key', resource: 'jobs', at: 0, for: 600, share }] : [] },
    ).resources['jobs']!.latency.p50.mean;
  expect(medianOf(0)).toBeGreaterThan(20);
  expect(medianOf(0.4)).toBeLessThan(1.5);
});
