import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { bill } from '#shared/cost/bill';
import { loadPrices } from '#shared/cost/regions';
import type { CapacityResult } from '#shared/model/capacity';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';

const assess = (drawn: Drawn, loadFactor = 1): CapacityResult =>
  assessCapacity(drawing(drawn), services, { loadFactor });
const reportOf = (result: CapacityResult, id: string) => {
  const report = result.resources.get(id);
  if (!report) throw new Error(`no report of ${id}`);
  return report;
};
const limitOf = (result: CapacityResult, id: string, limit: string) =>
  reportOf(result, id).limits.find((each) => each.id === limit);

const AT_ONCE = 'scheduler/invocations-at-once';

/** Schedules that put messages in a queue. */
const nightly = (config: object, more: Partial<Drawn> = {}): Drawn => ({
  ...more,
  resources: { jobs: ['scheduler', config as never], queue: ['sqs'], ...more.resources },
  connections: [['scheduler/queue-target', 'jobs', 'queue'], ...(more.connections ?? [])],
});

describe('schedules that are due in one minute', () => {
  // Reference rows of `Schedules due in one minute`: delay = n ÷ quota, and n ÷ (60 w) with a window of w minutes.
  it('use up the quota for as long as they are many', () => {
    const limit = limitOf(assess(nightly({ schedule: 'cron', schedules: 60_000 })), 'jobs', AT_ONCE);
    expect(limit?.limit).toBe(1000);
    expect(limit?.used).toBeCloseTo(1000, 9);
    const twice = limitOf(assess(nightly({ schedule: 'cron', schedules: 120_000 })), 'jobs', AT_ONCE);
    expect(twice?.beyond).toContain('the last 2 min after the time of the schedule');
  });

  it('come at n ÷ window where the window is flexible', () => {
    const limit = limitOf(
      assess(nightly({ schedule: 'cron', schedules: 60_000, flexibleWindow: 900 })),
      'jobs',
      AT_ONCE,
    );
    expect(limit?.used).toBeCloseTo(66.666_667, 6);
  });

  it('have half the quota in smaller Regions', () => {
    const limit = limitOf(assess(nightly({ schedule: 'cron' }, { region: 'eu-north-1' })), 'jobs', AT_ONCE);
    expect(limit?.limit).toBe(500);
  });

  it('are offered a window that is long enough', () => {
    const limit = limitOf(assess(nightly({ schedule: 'cron', schedules: 150_000 })), 'jobs', AT_ONCE);
    expect(limit?.raise?.()).toMatchObject({ edit: { field: 'flexibleWindow', value: 180 } });
    const mended = limitOf(
      assess(nightly({ schedule: 'cron', schedules: 150_000, flexibleWindow: 180 })),
      'jobs',
      AT_ONCE,
    );
    expect(mended?.utilisation).toBeLessThanOrEqual(1);
  });
});

describe('the rate of schedules', () => {
  it('is theirs times how often each is due, for each target', () => {
    const result = assess(
      nightly(
        { every: 60, schedules: 120 },
        { resources: { worker: ['lambda'] }, connections: [['scheduler/function-target', 'jobs', 'worker']] },
      ),
    );
    expect(reportOf(result, 'queue').offered).toBeCloseTo(2, 9);
    expect(reportOf(result, 'worker').offered).toBeCloseTo(2, 9);
    expect(reportOf(result, 'jobs').offered).toBeCloseTo(4, 9);
  });

  it('grows with the load dial', () => {
    expect(reportOf(assess(nightly({ every: 60 }), 30), 'queue').offered).toBeCloseTo(0.5, 9);
  });

  it('beyond the quota waits, with all schedules of the account', () => {
    const result = assess(
      nightly(
        { schedule: 'once', schedules: 900_000, dueWithin: 600 },
        {
          resources: { others: ['scheduler', { schedule: 'once', schedules: 300_000, dueWithin: 600 }] },
          connections: [['scheduler/queue-target', 'others', 'queue']],
        },
      ),
    );
    // 2,000 a second are due and 1,000 go.
    expect(reportOf(result, 'jobs').waiting).toBeCloseTo(750, 6);
    expect(reportOf(result, 'queue').offered).toBeCloseTo(1000, 6);
    expect(result.overflow.filter(({ limit }) => limit === 'scheduler/invocations').map(({ at }) => at)).toEqual([
      'jobs',
      'others',
    ]);
  });
});

it('invocations that a FIFO queue refuses are tried again and age', () => {
  const result = assess(
    nightly(
      { schedule: 'once', schedules: 36_000, dueWithin: 60 },
      { resources: { queue: ['sqs', { type: 'fifo', contentBasedDeduplication: true }] } },
    ),
  );
  // 600 calls a second where the queue takes 300.
  const [spill] = reportOf(result, 'jobs').spills;
  expect(spill).toMatchObject({ ends: 'backlog', story: expect.stringContaining('queue refuses') as string });
  expect(spill?.rate).toBeCloseTo(300, 0);
});

it('invocations cost 1 USD for a million above the free 14 million', async () => {
  const graph = drawing(nightly({ schedule: 'once', schedules: 36_000, dueWithin: 3600 }));
  const capacity = assessCapacity(graph, services, { loadFactor: 1 });
  const prices = await loadPrices('us-east-1');
  const charged = (freeTier: boolean) =>
    bill(graph, capacity, prices, { freeTier }).lines.find(({ meter }) => meter === 'eventbridge/scheduler')?.usd;
  // A month of 730 h at 10 a second: 26.28 million.
  expect(charged(false)).toBeCloseTo(26.28, 6);
  expect(charged(true)).toBeCloseTo(12.28, 6);
});
