/** Tables in a run, held against AWS's documents. */
import { describe, expect, it } from 'vitest';
import { always, burst, simulated } from '../../support/simulated';

const app = (rate: number, more: Record<string, unknown> = {}) =>
  ['client', { rate, retryMode: 'none', ...more }] as const;

describe('a table in a run', () => {
  it.each([
    [100, 400, 100],
    [200, 500, 200],
  ])('provisioned with %d units takes %d a second for %d s from what it saved', (writeCapacity, rate, lasts) => {
    const { series } = simulated(
      {
        resources: { app: app(rate), table: ['dynamodb', { mode: 'provisioned', writeCapacity }] },
        connections: [['client/write-items', 'app', 'table']],
      },
      { duration: lasts * 1.2, maxColumns: 120, maxTraces: 0 },
    );
    const { throttled } = series.resources['table']!;
    const firstRefusal = throttled.findIndex((each) => each > 0) * series.columnWidth;
    expect(firstRefusal).toBeGreaterThan(lasts * 0.94);
    expect(firstRefusal).toBeLessThan(lasts * 1.06);
  });

  it('on demand takes 4,000 writes a second when new, and the caller is told of the rest', () => {
    const { resources, observedSeconds, answers, discrepancies } = simulated(
      {
        resources: { app: app(5000, { payload: 500 }), table: ['dynamodb'] },
        connections: [['client/write-items', 'app', 'table']],
      },
      { duration: 30, warmUp: 5 },
    );
    const { served, throttled } = resources['table']!;
    expect(served.mean / observedSeconds).toBeCloseTo(4000, -2);
    expect(answers['app--table']!['400 ThrottlingException']).toBe(throttled.mean);
    expect(discrepancies).toEqual([]);
  });

  it('gives one hot key no more than its partition', () => {
    const { resources, observedSeconds } = simulated(
      {
        resources: { app: app(2500, { payload: 500 }), table: ['dynamodb'] },
        connections: [['client/write-items', 'app', 'table']],
      },
      { duration: 30, warmUp: 5, failures: [{ kind: 'hot-key', resource: 'table', at: 0, for: 30, share: 0.8 }] },
    );
    // 2,000 a second ask for one partition's 1,000.
    expect(resources['table']!.throttled.mean / observedSeconds).toBeCloseTo(1000, -2);
  });

  it('tells each reader of every change, four times a second', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          app: app(100),
          table: ['dynamodb'],
          a: ['lambda', { coldStart: 0, duration: always(0.01), timeout: 60 }],
          b: ['lambda', { coldStart: 0, duration: always(0.01), timeout: 60 }],
        },
        connections: [
          ['client/write-items', 'app', 'table'],
          ['client/read-items', 'app', 'table'],
          ['lambda/stream-event-source', 'table', 'a'],
          ['lambda/stream-event-source', 'table', 'b', { filterShare: 0.5 }],
        ],
      },
      { duration: 100, profile: burst(90) },
    );
    const writes = resources['app']!.served.mean / 2;
    expect(resources['a']!.served.mean).toBe(writes);
    expect(resources['b']!.served.mean + resources['b']!.filtered.mean).toBe(writes);
    expect(resources['a']!.endToEnd.mean.mean).toBeCloseTo(0.125 + 0.01, 1);
    expect(resources['a']!.endToEnd.mean.mean).toBeLessThan(0.25);
    expect(discrepancies).toEqual([]);
  });

  it('keeps changes for a day: a reader that stands still loses the oldest', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          app: app(0.02),
          table: ['dynamodb'],
          reader: ['lambda', { coldStart: 0, duration: always(0.01), timeout: 60 }],
        },
        connections: [
          ['client/write-items', 'app', 'table'],
          ['lambda/stream-event-source', 'table', 'reader'],
        ],
      },
      {
        duration: 100_000,
        maxTraces: 0,
        failures: [{ kind: 'consumer-stopped', resource: 'table', at: 0, for: 100_000 }],
      },
    );
    expect(resources['table']!.lost.mean).toBeGreaterThan(200);
    expect(resources['table']!.age.max.mean).toBeLessThanOrEqual(86_401);
    expect(discrepancies).toEqual([]);
  });

  it('grows on demand to twice its load within half an hour', () => {
    const { series } = simulated(
      {
        resources: { app: app(5, { payload: 1 }), table: ['dynamodb', { itemSize: 400 * 1024, peakWrites: 0 }] },
        connections: [['client/write-items', 'app', 'table', { callsPerRequest: 3 }]],
      },
      { duration: 2400, maxTraces: 0 },
    );
    // 15 a second of 400 units each: 6,000 for a table of 4,000.
    const { throttled } = series.resources['table']!;
    const sumOf = (from: number, to: number): number =>
      throttled
        .filter((_, at) => at * series.columnWidth >= from && (at + 1) * series.columnWidth <= to)
        .reduce((sum, each) => sum + each, 0);
    expect(sumOf(600, 1750)).toBeGreaterThan(0);
    expect(sumOf(1850, 2400)).toBeLessThan(sumOf(600, 1150) / 4);
  });
});
