/** Streams and their readers in a run, held against AWS's documentation and closed forms. */
import { describe, expect, it } from 'vitest';
import { batchByWindow } from '#shared/queueing/batches';
import { always, burst, simulated } from '../support/simulated';

const instant = { coldStart: 0 };

describe('writing', () => {
  it('a shard takes 1,000 records a second', () => {
    const { resources, observedSeconds, answers } = simulated(
      {
        resources: { client: ['client', { rate: 1500, sdkAttempts: 1, payload: 100 }], k: ['kinesis'] },
        connections: [['client/put-record', 'client', 'k']],
      },
      { duration: 40, warmUp: 5 },
    );
    const { served, throttled } = resources['k']!;
    expect(served.mean / observedSeconds).toBeCloseTo(1000, -1);
    expect(answers['client--k']!['400 ProvisionedThroughputExceededException']).toBe(throttled.mean);
  });

  it('or a megabyte, whichever comes first', () => {
    const { resources, observedSeconds } = simulated(
      {
        resources: { client: ['client', { rate: 300, sdkAttempts: 1, payload: 10_000 }], k: ['kinesis'] },
        connections: [['client/put-record', 'client', 'k']],
      },
      { duration: 60, warmUp: 5 },
    );
    expect(resources['k']!.served.mean / observedSeconds).toBeCloseTo(100, 0);
  });

  it('one hot key fills its shard while the others are half empty', () => {
    const hot = simulated(
      {
        resources: { client: ['client', { rate: 2000, sdkAttempts: 1, payload: 100 }], k: ['kinesis', { shards: 4 }] },
        connections: [['client/put-record', 'client', 'k']],
      },
      { duration: 40, warmUp: 5, failures: [{ kind: 'hot-key', resource: 'k', at: 0, for: 40, share: 0.8 }] },
    ).resources['k']!;
    // 0.8 × 2,000 and a quarter of the rest ask for one shard's 1,000.
    expect(hot.throttled.mean / hot.offered.mean).toBeCloseTo((1600 + 100 - 1000) / 2000, 1);
  });

  it('an on-demand stream makes room for twice its load within a quarter of an hour', () => {
    const { series } = simulated(
      {
        resources: {
          client: ['client', { rate: 6000, sdkAttempts: 1, payload: 100 }],
          k: ['kinesis', { mode: 'on-demand' }],
        },
        connections: [['client/put-record', 'client', 'k']],
      },
      { duration: 920, maxColumns: 92, maxTraces: 0 },
    );
    const { throttled } = series.resources['k']!;
    expect(throttled[80]!).toBeGreaterThan(1800);
    expect(throttled[91]!).toBe(0);
  });
});

describe('reading', () => {
  it('the iterator age grows by 1 − capacity/arrivals: 200 s after 600 s', () => {
    const { series, resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 600, payload: 100 }],
          k: ['kinesis'],
          fn: ['lambda', { ...instant, duration: always(0.5), timeout: 60 }],
        },
        connections: [
          ['client/put-record', 'client', 'k'],
          ['lambda/stream-event-source', 'k', 'fn', { batchSize: 100, parallelizationFactor: 2 }],
        ],
      },
      { duration: 600, maxTraces: 0 },
    );
    // A quarter of the published example, 4 shards and 2,400 a second: capacity 400 against 600.
    expect(series.resources['fn']!.age.at(-1)!).toBeGreaterThan(190);
    expect(series.resources['fn']!.age.at(-1)!).toBeLessThan(205);
    expect(resources['fn']!.concurrency.max.mean).toBe(2);
    expect(discrepancies).toEqual([]);
  });

  it('a shard is polled once a second; fan-out pushes in 70 ms', () => {
    const wait = (enhancedFanOut: boolean) =>
      simulated(
        {
          resources: {
            client: ['client', { rate: 20 }],
            k: ['kinesis'],
            fn: ['lambda', { ...instant, duration: always(0.01), timeout: 60 }],
          },
          connections: [
            ['client/put-record', 'client', 'k'],
            ['lambda/stream-event-source', 'k', 'fn', { enhancedFanOut }],
          ],
        },
        { duration: 100 },
      ).resources['fn']!.endToEnd.mean.mean;
    expect(wait(false)).toBeCloseTo(0.51, 1);
    expect(wait(true)).toBeGreaterThan(0.04);
    expect(wait(true)).toBeLessThan(0.09);
  });

  it('what waited while its reader was stopped is caught up with at the 2 MB/s that a shard gives', () => {
    const { series } = simulated(
      {
        resources: {
          client: ['client', { rate: 9, payload: 100_000 }],
          stream: ['kinesis', { shards: 1 }],
          fn: ['lambda', { duration: always(0.05), coldStart: 0 }],
        },
        connections: [
          ['client/put-record', 'client', 'stream'],
          ['lambda/stream-event-source', 'stream', 'fn', { batchSize: 100 }],
        ],
      },
      {
        duration: 400,
        maxColumns: 400,
        arrivals: 'even',
        failures: [{ kind: 'consumer-stopped', resource: 'fn', at: 60, for: 120 }],
      },
    );
    const { backlog } = series.resources['stream']!;
    expect(series.columnWidth).toBe(1);
    // 9 records a second for 120 s; then 20 of 100,000 bytes go and 9 come.
    expect(Math.max(...backlog)).toBeCloseTo(1080, -2);
    const caughtUp = backlog.findIndex((waiting, second) => second > 180 && waiting < 20);
    expect(Math.abs(caughtUp - (180 + 1080 / 11))).toBeLessThan(6);
    expect(Math.max(...backlog.slice(caughtUp))).toBeLessThan(25);
  });

  it('each reader gets every record', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 50 }],
          k: ['kinesis', { shards: 2 }],
          a: ['lambda', { ...instant, duration: always(0.01), timeout: 60 }],
          b: ['lambda', { ...instant, duration: always(0.01), timeout: 60 }],
        },
        connections: [
          ['client/put-record', 'client', 'k'],
          ['lambda/stream-event-source', 'k', 'a'],
          ['lambda/stream-event-source', 'k', 'b', { filterShare: 0.5 }],
        ],
      },
      { duration: 100, profile: burst(90) },
    );
    const written = resources['client']!.served.mean;
    expect(resources['a']!.served.mean).toBe(written);
    expect(resources['b']!.served.mean + resources['b']!.filtered.mean).toBe(written);
    expect(resources['b']!.filtered.mean / written).toBeCloseTo(0.5, 1);
    expect(discrepancies).toEqual([]);
  });

  it('a batching window gathers from the first record on', () => {
    const { resources } = simulated(
      {
        resources: {
          client: ['client', { rate: 10 }],
          k: ['kinesis'],
          fn: ['lambda', { ...instant, duration: always(0.01), timeout: 60 }],
        },
        connections: [
          ['client/put-record', 'client', 'k'],
          ['lambda/stream-event-source', 'k', 'fn', { batchSize: 100, batchingWindow: 5, enhancedFanOut: true }],
        ],
      },
      { duration: 500, warmUp: 20 },
    );
    const { served, attempts } = resources['fn']!;
    const expected = batchByWindow({ arrivalRate: 10, window: 5, maxBatch: 100 }).meanBatch;
    expect(served.mean / attempts.mean / expected).toBeCloseTo(1, 1);
  });

  const poisoned = (mapping: Record<string, unknown>) =>
    simulated(
      {
        resources: {
          client: ['client', { rate: 200, payload: 100 }],
          k: ['kinesis'],
          fn: ['lambda', { ...instant, duration: always(0.05), timeout: 60 }],
          given: ['sqs'],
        },
        connections: [
          ['client/put-record', 'client', 'k'],
          ['lambda/stream-event-source', 'k', 'fn', { batchSize: 100, ...mapping }],
          ['lambda/stream-on-failure-queue', 'fn', 'given'],
        ],
      },
      {
        duration: 300,
        profile: burst(280),
        failures: [{ kind: 'poison-message', resource: 'client', at: 50, count: 1 }],
      },
    );

  it('a poison record blocks its shard for as long as it lives, with the default settings', () => {
    const { resources, discrepancies } = poisoned({});
    expect(resources['fn']!.served.mean).toBeLessThan(55 * 200);
    expect(resources['fn']!.age.final.mean).toBeGreaterThan(240);
    expect(discrepancies).toEqual([]);
  });

  it('with bounded attempts its batch is given up whole', () => {
    const { resources, discrepancies } = poisoned({ maximumRetryAttempts: 3 });
    expect(resources['fn']!.deadLettered.mean).toBeGreaterThan(50);
    expect(resources['fn']!.deadLettered.mean).toBeLessThanOrEqual(200);
    expect(resources['given']!.backlog.final.mean).toBe(1);
    expect(resources['fn']!.age.final.mean).toBeLessThan(5);
    expect(discrepancies).toEqual([]);
  });

  it('bisecting leaves only the poison record', () => {
    const { resources, discrepancies } = poisoned({ maximumRetryAttempts: 3, bisectBatchOnError: true });
    expect(resources['fn']!.deadLettered.mean).toBe(1);
    expect(discrepancies).toEqual([]);
  });

  it('so does a partial response', () => {
    const { resources } = poisoned({ maximumRetryAttempts: 0, reportBatchItemFailures: true });
    expect(resources['fn']!.deadLettered.mean).toBeGreaterThanOrEqual(1);
    const { served, offered } = resources['fn']!;
    expect(served.mean).toBeGreaterThan(offered.mean - 110);
  });

  it('records older than the maximum record age are given up', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 200, payload: 100 }],
          k: ['kinesis'],
          fn: ['lambda', { ...instant, duration: always(1), timeout: 60 }],
        },
        connections: [
          ['client/put-record', 'client', 'k'],
          ['lambda/stream-event-source', 'k', 'fn', { batchSize: 100, maximumRecordAge: 60 }],
        ],
      },
      { duration: 400, maxTraces: 0 },
    );
    const { lost, served, age } = resources['fn']!;
    expect(served.mean).toBeGreaterThan(100 * 350);
    expect(lost.mean).toBeGreaterThan(20_000);
    expect(age.max.mean).toBeLessThan(65);
    expect(discrepancies).toEqual([]);
  });
});
