/** A flow in the steady state: by schedule, on events, and what the quotas of the account allow. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { simulated } from '../../support/simulated';

const sync = (config: Config, more: Partial<Drawn> = {}): Drawn => ({
  resources: { flow: ['appflow', config], bucket: ['s3'] },
  connections: [['appflow/bucket-destination', 'flow', 'bucket']],
  ...more,
});

/** A flow that reads files and writes to a warehouse. */
const fromBucket = (config: Config, source: Config = {}): Drawn => ({
  resources: { flow: ['appflow', config], files: ['s3'] },
  connections: [['appflow/bucket-source', 'flow', 'files', { keyPrefix: 'in/', ...source }]],
});

const assess = (drawn: Drawn, loadFactor = 1) => assessCapacity(drawing(drawn), services, { loadFactor });
const limitsOf = (drawn: Drawn, id = 'flow') =>
  Object.fromEntries(
    (assess(drawn).resources.get(id)?.limits ?? []).map((limit) => [limit.id.replace('appflow/', ''), limit]),
  );

const PARTNER = { bus: 'partner', partnerSource: 'aws.partner/appflow/salesforce.com/1/a' };

describe('a flow by schedule', () => {
  it('moves what has changed since the run before, whatever the load', () => {
    const drawn = sync({ every: 600, changes: 2, recordSize: 1000, filterShare: 0.5, keptShare: 0.8 });
    const { resources, connections } = assess(drawn);
    expect(resources.get('flow')?.completed).toBeCloseTo(1 / 600, 12);
    // 2/s for 600 s, of which half pass the filter and 800 of 1,000 bytes are mapped.
    expect(connections.get('flow--bucket')?.flow).toMatchObject({ size: 1200 * 0.5 * 800 });
    expect(assess(drawn, 3).resources.get('flow')?.completed).toBeCloseTo(1 / 600, 12);
    expect(assess(drawn, 3).connections.get('flow--bucket')?.flow.size).toBeCloseTo(3 * 480_000, 3);
  });

  it('moves every record in each run where it transfers all', () => {
    const { connections } = assess(sync({ every: 600, pull: 'full', records: 50_000, recordSize: 100 }));
    expect(connections.get('flow--bucket')?.flow.size).toBe(5_000_000);
  });

  it('leaves invalid records out, or ends the run at one', () => {
    const all = { every: 600, pull: 'full', records: 1000, recordSize: 100, invalidShare: 0.001 };
    expect(assess(sync({ ...all, validation: 'drop' })).connections.get('flow--bucket')?.flow.size).toBe(99_900);
    const ended = assess(sync({ ...all, validation: 'end' })).resources.get('flow');
    expect((ended?.failed ?? 0) * 600).toBeCloseTo(1 - 0.999 ** 1000, 9);
  });

  it.each([
    ['ServiceNow takes 100,000 records', { source: 'servicenow', pull: 'full', records: 100_001 }, 'read-records'],
    ['Marketo gives a GB', { source: 'marketo', pull: 'full', records: 1_000_001, recordSize: 1000 }, 'read-bytes'],
    [
      'Amplitude gives 25 MB',
      { source: 'amplitude', every: 86_400, pull: 'full', records: 25_001, recordSize: 1000 },
      'read-bytes',
    ],
    [
      'Salesforce takes 500 MB',
      { sink: 'salesforce', pull: 'full', records: 500_001, recordSize: 1000 },
      'written-bytes',
    ],
    ['a bucket takes 100 GB', { pull: 'full', records: 100_001, recordSize: 1_000_000 }, 'bucket-bytes'],
    [
      'a file has 125 MB',
      { source: 's3', pull: 'full', records: 125_001, recordSize: 1000, sink: 'redshift' },
      'source-file-bytes',
    ],
    ['a run has 48 hours', { pull: 'full', every: 604_800, records: 172_801, recordRate: 1 }, 'run-duration'],
  ])('fails as a whole where %s', (_, config, limit) => {
    const drawn = (config as Config)['source'] === 's3' ? fromBucket(config) : sync(config);
    expect(limitsOf(drawn)[limit]?.utilisation).toBeGreaterThan(1);
    const { offered, failed, spills } = assess(drawn).resources.get('flow') ?? {};
    expect(failed).toBe(offered);
    expect(spills).toMatchObject([{ ends: 'lost', limit: `appflow/${limit}`, rate: offered }]);
  });

  it('reads more bytes where they are in more files', () => {
    const config = { source: 's3', pull: 'full', records: 125_001, recordSize: 1000, sink: 'redshift' };
    const { resources } = assess(fromBucket(config, { filesPerRun: 2 }));
    expect(resources.get('flow')?.failed).toBe(0);
  });

  it('is ended after 48 hours, and takes no place among the runs of the account any longer', () => {
    const { resources, pools } = assess(sync({ pull: 'full', every: 604_800, records: 604_800, recordRate: 1 }));
    expect(resources.get('flow')?.latency.value).toBe(172_800);
    expect(resources.get('flow')?.inFlight).toBeCloseTo(172_800 / 604_800, 12);
    expect(pools.get('appflow/concurrent-runs')?.demand).toBeCloseTo(172_800 / 604_800, 12);
  });

  // The first is AWS's own example: five pages every hour.
  it.each([
    { pages: 5, runsPerDay: 24, callsPerDay: 120 },
    { pages: 5, runsPerDay: 1440, callsPerDay: 7200 },
  ])('calls the API of the source for each page: %j', ({ pages, runsPerDay, callsPerDay }) => {
    const drawn = sync({ every: 86_400 / runsPerDay, pull: 'full', records: pages * 2000, apiCallsPerDay: 100 });
    expect(limitsOf(drawn)['source-calls']?.used).toBeCloseTo(callsPerDay, 6);
  });

  it('fails once the source has answered the calls of the day', () => {
    // 100 calls are 20 runs of five pages, of 24.
    const drawn = sync({ every: 3600, pull: 'full', records: 10_000, recordSize: 100, apiCallsPerDay: 100 });
    const { resources, overflow } = assess(drawn);
    expect((resources.get('flow')?.failed ?? 0) * 86_400).toBeCloseTo(4, 9);
    expect(resources.get('flow')?.quantities['bytes']).toBeCloseTo((20 * 1e6) / 86_400, 6);
    expect(overflow).toMatchObject([
      {
        resource: 'flow',
        ends: 'lost',
        limit: 'appflow/source-calls',
        story:
          'runs fail once Salesforce has answered the 100 calls of the day: they write nothing, and the next one reads their records',
      },
    ]);
    // A week’s run does not get its calls of several days.
    const seldom = assess(sync({ every: 604_800, pull: 'full', records: 10_000, apiCallsPerDay: 4 }));
    expect(seldom.resources.get('flow')?.completed).toBe(0);
    expect(seldom.sustains?.limit).toBe('appflow/source-calls');
  });
});

describe('the quotas of an account', () => {
  it.each([
    { flows: 1, every: 60, runsPerMonth: 43_200 },
    { flows: 10, every: 3600, runsPerMonth: 7200 },
  ])('count the runs of 30 days: %j', ({ flows, every, runsPerMonth }) => {
    const resources = Object.fromEntries(
      Array.from({ length: flows }, (_, n) => [`flow${n}`, ['appflow', { every, sink: 'redshift' }] as const]),
    );
    const { pools } = assess({ resources });
    expect(pools.get('appflow/runs-per-month')?.demand).toBeCloseTo(runsPerMonth, 6);
  });

  it('let a thousand runs be at work at once', () => {
    const { resources, overflow } = assess({
      quotas: { 'appflow/runs-per-month': 100_000_000 },
      resources: {
        app: ['client', { rate: 20, sdkAttempts: 1 }],
        flow: ['appflow', { trigger: 'on-demand', records: 50_000, recordRate: 500, sink: 'redshift' }],
      },
      connections: [['client/start-run', 'app', 'flow']],
    });
    // 20/s of 100 s each ask for 2,000.
    expect(resources.get('flow')?.admitted).toBeCloseTo(10, 6);
    expect(overflow).toMatchObject([
      {
        resource: 'flow',
        at: 'app',
        path: ['app--flow'],
        limit: 'appflow/concurrent-runs',
        seenAs: '429 ThrottlingException',
      },
    ]);
    expect(overflow[0]?.rate).toBeCloseTo(10, 6);
    expect(
      limitsOf({ resources: { flow: ['appflow', { every: 60, pull: 'full', records: 600, recordRate: 1 }] } })[
        'time-between-runs'
      ]?.utilisation,
    ).toBe(10);
  });
});

describe('the runs of a month', () => {
  const drawn: Drawn = {
    quotas: { 'appflow/runs-per-month': 259_200 },
    resources: {
      app: ['client', { rate: 0.4, sdkAttempts: 1 }],
      flow: ['appflow', { trigger: 'on-demand', records: 10, sink: 'redshift' }],
    },
    connections: [['client/start-run', 'app', 'flow']],
  };

  it('are those that begin: whoever starts another is told', () => {
    const { resources, overflow } = assess(drawn);
    // 259,200 in 30 days are one in ten seconds.
    expect(resources.get('flow')?.admitted).toBeCloseTo(0.1, 9);
    expect(overflow).toMatchObject([
      { at: 'app', limit: 'appflow/runs-per-month', seenAs: '402 ServiceQuotaExceededException' },
    ]);
    expect(overflow[0]?.rate).toBeCloseTo(0.3, 9);
  });

  it('are counted once where another quota refuses first', () => {
    const { resources } = assess({
      ...drawn,
      quotas: { 'appflow/concurrent-runs': 1, 'appflow/runs-per-month': 25_920 },
      resources: { ...drawn.resources, flow: ['appflow', { trigger: 'on-demand', records: 2500, sink: 'redshift' }] },
    });
    // Runs of 5 s, one at a time, would be 0.2/s; those of the month are 0.01/s.
    expect(resources.get('flow')?.admitted).toBeCloseTo(0.01, 9);
  });

  it('are used up in a run of the simulation too', () => {
    const { resources, discrepancies } = simulated(
      { ...drawn, quotas: { 'appflow/runs-per-month': 100 } },
      { duration: 1000, warmUp: 0 },
    );
    expect(resources['flow']!.served.mean).toBe(100);
    expect(resources['flow']!.throttled.mean).toBeGreaterThan(200);
    expect(discrepancies).toEqual([]);
  });

  it('are given evenly where flows that run by themselves use them up', () => {
    const every = (seconds: number) => ['appflow', { every: seconds, sink: 'redshift' }] as const;
    const { resources } = simulated(
      { quotas: { 'appflow/runs-per-month': 21_600 }, resources: { often: every(60), seldom: every(120) } },
      { duration: 24_000, warmUp: 0 },
    );
    // 600 runs are due, and one in two minutes begins.
    const begun = resources['often']!.served.mean + resources['seldom']!.served.mean;
    expect(begun / 200).toBeCloseTo(1, 1);
  });
});

describe('a flow on events', () => {
  it.each([
    { recordSize: 4000, inFiveSeconds: 3000, bytes: 12_000_000, fits: false },
    { recordSize: 2000, inFiveSeconds: 3000, bytes: 6_000_000, fits: true },
  ])('needs a buffer for five seconds of them: %j', ({ recordSize, inFiveSeconds, bytes, fits }) => {
    const drawn = sync({ trigger: 'event', changes: inFiveSeconds / 5, recordSize });
    const { used, utilisation } = limitsOf(drawn)['event-buffer'] ?? { used: 0, utilisation: 0 };
    expect({ used, fits: utilisation <= 1 }).toEqual({ used: bytes, fits });
  });

  it('makes each of them an event of the partner’s bus, and tells the default bus every five minutes', () => {
    const { connections } = assess({
      resources: {
        flow: ['appflow', { trigger: 'event', changes: 2, filterShare: 0.5, recordSize: 700 }],
        partner: ['eventbridge', PARTNER],
        status: ['eventbridge', { bus: 'default' }],
      },
      connections: [
        ['appflow/bus-destination', 'flow', 'partner'],
        ['appflow/status-events', 'flow', 'status'],
      ],
    });
    expect(connections.get('flow--partner')?.flow).toMatchObject({ rate: 1, size: 700 });
    expect(connections.get('flow--status')?.flow.rate).toBeCloseTo(1 / 300, 12);
  });

  it('sends the address of an object where an event is too large for AppFlow', () => {
    const { connections } = assess({
      resources: { flow: ['appflow', { trigger: 'event', recordSize: 900_000 }], bus: ['eventbridge', PARTNER] },
      connections: [['appflow/bus-destination', 'flow', 'bus']],
    });
    expect(connections.get('flow--bus')?.flow.size).toBe(262_144);
  });
});
