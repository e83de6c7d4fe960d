/** A flow in a run of the simulation, and on the bill. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { SECONDS_PER_MONTH } from '#shared/model/unit';
import { services } from '#shared/services/registry';
import { billed, linesOf, quantityOf, usdOf } from '../../support/billed';
import { type Drawn, drawing } from '../../support/drawing';
import { simulated } from '../../support/simulated';

const sync = (config: Config, more: Partial<Drawn> = {}): Drawn => ({
  resources: { flow: ['appflow', config], bucket: ['s3'] },
  connections: [['appflow/bucket-destination', 'flow', 'bucket']],
  ...more,
});

const assess = (drawn: Drawn, loadFactor = 1) => assessCapacity(drawing(drawn), services, { loadFactor });

const PARTNER = { bus: 'partner', partnerSource: 'aws.partner/appflow/salesforce.com/1/a' };

describe('a flow in a run', () => {
  it('runs, reads, writes and tells as often as the steady state says', () => {
    const drawn: Drawn = {
      resources: {
        flow: [
          'appflow',
          { source: 's3', every: 120, pull: 'full', records: 5000, invalidShare: 0.0001, validation: 'end' },
        ],
        files: ['s3'],
        lake: ['s3'],
        bus: ['eventbridge', { bus: 'default' }],
      },
      connections: [
        ['appflow/bucket-source', 'flow', 'files', { keyPrefix: 'in/', filesPerRun: 3 }],
        ['appflow/bucket-destination', 'flow', 'lake', { filesPerRun: 2 }],
        ['appflow/status-events', 'flow', 'bus'],
      ],
    };
    const steady = assess(drawn).resources;
    const { resources, observedSeconds, discrepancies } = simulated(drawn, {
      duration: 240_000,
      warmUp: 600,
      maxTraces: 0,
    });
    const rate = (id: string) => resources[id]!.served.mean / observedSeconds;
    for (const id of ['flow', 'files', 'lake', 'bus'])
      expect(rate(id) / (steady.get(id)?.completed ?? 0)).toBeCloseTo(1, 1);
    expect(resources['flow']!.failed.mean / resources['flow']!.offered.mean).toBeCloseTo(1 - 0.9999 ** 5000, 1);
    expect(discrepancies).toEqual([]);
  });

  it('of a flow on events follows the events', () => {
    const drawn: Drawn = {
      resources: {
        flow: ['appflow', { trigger: 'event', changes: 20, filterShare: 0.25, eventsPerRun: 10 }],
        bus: ['eventbridge', PARTNER],
      },
      connections: [['appflow/bus-destination', 'flow', 'bus']],
    };
    const { resources, observedSeconds, discrepancies } = simulated(drawn, { duration: 600, warmUp: 30 });
    expect(resources['bus']!.offered.mean / observedSeconds).toBeCloseTo(5, 0);
    expect(discrepancies).toEqual([]);
  });

  it('tries again to write what a bucket refuses', () => {
    const drawn = sync(
      { trigger: 'event', changes: 20, recordRate: 1000 },
      { quotas: { 's3/prefix-writes': 10, 'appflow/runs-per-month': 100_000_000 } },
    );
    const { resources, discrepancies } = simulated(drawn, { duration: 300, warmUp: 0 });
    // Of 20 files a second the bucket takes ten: the others wait.
    expect(resources['flow']!.retries.mean).toBeGreaterThan(300 * 5);
    expect(resources['bucket']!.served.mean / 300).toBeLessThan(11);
    expect(resources['flow']!.backlog.final.mean).toBeGreaterThan(1000);
    expect(discrepancies).toEqual([]);
  });

  it('reads what has changed since the run before, though the load was another meanwhile', () => {
    const drawn = sync({ every: 3600, changes: 1, recordSize: 1000, recordRate: 10_000 });
    const spike = { kind: 'spike', factor: 11, at: 1000, rise: 0, hold: 600, fall: 0 } as const;
    const { resources } = simulated(drawn, { duration: 3700, warmUp: 0, profile: spike });
    // The first run reads an hour’s, the second that and ten times 600 s more.
    expect(resources['bucket']!.served.mean).toBe(2);
    expect(resources['flow']!.latency.max.mean).toBeCloseTo((3600 + 6000) / 10_000, 3);
  });

  it('does not run while there is no load', () => {
    const drawn: Drawn = {
      resources: {
        flow: ['appflow', { every: 60 }],
        events: ['appflow', { trigger: 'event', changes: 5, sink: 'zendesk' }],
        bucket: ['s3'],
        bus: ['eventbridge', { bus: 'default' }],
      },
      connections: [
        ['appflow/bucket-destination', 'flow', 'bucket'],
        ['appflow/status-events', 'flow', 'bus'],
        ['appflow/status-events', 'events', 'bus'],
      ],
    };
    const { resources } = simulated(drawn, { duration: 1000, loadFactor: 0 });
    for (const id of ['flow', 'events', 'bus']) expect(resources[id]!.offered.mean).toBe(0);
  });

  it('is ended after 48 hours', () => {
    const drawn = sync({ pull: 'full', every: 604_800, records: 604_800, recordRate: 1 });
    const { resources } = simulated(drawn, { duration: 200_000, warmUp: 0 });
    expect(resources['flow']).toMatchObject({ served: { mean: 0 }, failed: { mean: 1 } });
    expect(resources['flow']!.latency.max.mean).toBeCloseTo(172_800, -2);
  });

  it('fails where the source has no calls left for it', () => {
    const drawn = sync({ every: 3600, pull: 'full', records: 10_000, apiCallsPerDay: 100 });
    const { resources } = simulated(drawn, { duration: 10 * 86_400, warmUp: 0 });
    // A day has 24 runs of five calls, and calls for 20; the first begins when none are left.
    expect(resources['flow']).toMatchObject({ served: { mean: 199 }, failed: { mean: 41 } });
  });

  it('has all calls of a source of which the run before was a day ago', () => {
    const drawn = sync({ every: 86_400, pull: 'full', records: 160_000, apiCallsPerDay: 100 });
    const { resources } = simulated(drawn, { duration: 3 * 86_400, warmUp: 0 });
    expect(resources['flow']).toMatchObject({ served: { mean: 3 }, failed: { mean: 0 } });
  });

  it('has the calls of a source that a quiet day has left', () => {
    const drawn = sync({ every: 3600, changes: 1, apiCallsPerDay: 60 });
    const spike = { kind: 'spike', factor: 20, at: 3600, rise: 0, hold: 14_400, fall: 0 } as const;
    const { resources } = simulated(drawn, { duration: 6 * 3600, warmUp: 0, profile: spike });
    // 48 of 60 calls a day are spoken for; runs over 72,000 records need 36 each.
    expect(resources['flow']).toMatchObject({ served: { mean: 2 }, failed: { mean: 4 } });
  });

  it('that is not on demand is only activated by being started', () => {
    const drawn: Drawn = {
      resources: { app: ['client', { rate: 5 }], flow: ['appflow', { every: 3600, sink: 'redshift' }] },
      connections: [['client/start-run', 'app', 'flow']],
    };
    const { resources } = simulated(drawn, { duration: 60 });
    expect(resources['flow']!.offered.mean).toBe(0);
    expect(resources['app']!.served.mean).toBeGreaterThan(0);
  });
});

describe('the bill of a flow', () => {
  const GB = 1024 ** 3;

  it('has its runs, and each GB that it reads, whatever passes the filter', async () => {
    const month = await billed(
      sync({ every: 3600, pull: 'full', records: 1024, recordSize: 1_048_576, filterShare: 0.1 }),
    );
    expect(quantityOf(month, 'appflow/flow_run')).toBeCloseTo(730, 6);
    expect(usdOf(month, 'appflow/flow_run')).toBeCloseTo(0.73, 6);
    expect(quantityOf(month, 'appflow/data_within_aws')).toBeCloseTo(730, 6);
    expect(usdOf(month, 'appflow/data_within_aws')).toBeCloseTo(730 * 0.02, 6);
  });

  it('has the first GB to a destination outside AWS at a price of its own', async () => {
    const to = (config: Config) =>
      billed({
        resources: {
          flow: [
            'appflow',
            { every: 86_400, changes: GB / 1e3 / SECONDS_PER_MONTH, recordSize: 11_000, sink: 'zendesk', ...config },
          ],
        },
      });
    // 11 GB.
    expect(usdOf(await to({}), 'appflow/data_outside_aws')).toBeCloseTo(0.02 + 10 * 0.1, 6);
    expect(usdOf(await to({ sinkInAws: true }), 'appflow/data_within_aws')).toBeCloseTo(11 * 0.02, 6);
  });

  it('has partner events on the bus, and none for what it tells of its runs', async () => {
    const month = await billed({
      resources: {
        flow: ['appflow', { trigger: 'event', changes: 1 }],
        partner: ['eventbridge', PARTNER],
        status: ['eventbridge', { bus: 'default' }],
      },
      connections: [
        ['appflow/bus-destination', 'flow', 'partner'],
        ['appflow/status-events', 'flow', 'status'],
      ],
    });
    expect(quantityOf(month, 'eventbridge/partner_events')).toBeCloseTo(SECONDS_PER_MONTH, 3);
    expect(linesOf(month, 'eventbridge/custom_events')).toEqual([]);
    expect(linesOf(month, 'appflow/flow_run')[0]?.title).toBe('Flow runs, if each event is one');
  });
});
