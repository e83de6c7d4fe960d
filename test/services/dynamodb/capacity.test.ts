import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { CapacityReport, CapacityResult } from '#shared/model/capacity';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';

const assess = (drawn: Drawn): CapacityResult => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

function tableOf(result: CapacityResult): CapacityReport {
  const report = result.resources.get('table');
  if (!report) throw new Error('no report of the table');
  return report;
}

const written = (rate: number, table: Record<string, unknown> = {}, client: Record<string, unknown> = {}): Drawn => ({
  resources: { app: ['client', { rate, retryMode: 'none', ...client }], table: ['dynamodb', table] },
  connections: [['client/write-items', 'app', 'table']],
});

describe('an on-demand table', () => {
  it.each([
    ['a new one', {}, 4000],
    ['one with a peak of 18,000', { peakWrites: 18_000 }, 36_000],
    ['one with a peak of 25,000, by its quota', { peakWrites: 25_000 }, 40_000],
    ['one that was warmed up', { warmWrites: 9000 }, 9000],
  ])('%s takes so many writes at once', (_what, table, most) => {
    const report = tableOf(assess(written(100_000, table)));
    expect(report.admitted).toBeCloseTo(most, 6);
    expect(report.throttled).toBeCloseTo(100_000 - most, 6);
  });

  it('counts an item by its size, in a transaction twice', () => {
    const report = tableOf(
      assess({
        ...written(100, {}, { payload: 2560 }),
        connections: [['client/write-items', 'app', 'table', { transactional: true }]],
      }),
    );
    expect(report.quantities['writeUnits']).toBeCloseTo(600, 6);
  });

  it('reads what is written, by halves where consistency may wait', () => {
    const report = tableOf(
      assess({
        resources: { app: ['client', { rate: 50, retryMode: 'none', payload: 7168 }], table: ['dynamodb'] },
        connections: [
          ['client/write-items', 'app', 'table'],
          ['client/read-items', 'app', 'table'],
        ],
      }),
    );
    expect(report.quantities['readUnits']).toBeCloseTo(50, 6);
    expect(report.quantities['writeUnits']).toBeCloseTo(350, 6);
  });

  it('never gives one key more than its partition has', () => {
    const report = tableOf(assess(written(3000, { keySkew: 'single' })));
    expect(report.admitted).toBeCloseTo(1000, 6);
    expect(report.spills[0]).toMatchObject({ ends: 'caller', limit: 'dynamodb/partition-writes' });
  });

  it('keeps what its time to live lets stay (Little’s law)', () => {
    const report = tableOf(assess(written(100, { timeToLive: 86_400, newItemShare: 0.5 }, { payload: 1000 })));
    expect(report.quantities['keptBytes']).toBeCloseTo(100 * 0.5 * 86_400 * 1000, 0);
  });
});

describe('a provisioned table', () => {
  it('takes what is provisioned, in either kind of request by itself', () => {
    const report = tableOf(
      assess({
        resources: {
          app: ['client', { rate: 200, retryMode: 'none', payload: 1000 }],
          table: ['dynamodb', { mode: 'provisioned', writeCapacity: 100, readCapacity: 300 }],
        },
        connections: [
          ['client/write-items', 'app', 'table'],
          ['client/read-items', 'app', 'table', { consistency: 'strong' }],
        ],
      }),
    );
    expect(report.admitted).toBeCloseTo(300, 6);
    expect(report.limits.map(({ id, utilisation }) => [id, utilisation])).toEqual([
      ['dynamodb/provisioned-writes', 2],
      ['dynamodb/partition-writes', 200 / 100_000 / 1000],
      ['dynamodb/provisioned-reads', 200 / 300],
      ['dynamodb/partition-reads', 200 / 100_000 / 3000],
    ]);
    expect(report.spills[0]?.seenAs).toBe('400 ProvisionedThroughputExceededException');
  });
});

describe('the stream of a table', () => {
  const streamed = (table: Record<string, unknown>): Drawn => ({
    resources: {
      app: ['client', { rate: 1000, retryMode: 'none', payload: 1000 }],
      table: ['dynamodb', table],
      reader: ['lambda', { duration: { distribution: 'constant', mean: 1, scv: 0 } }],
    },
    connections: [
      ['client/write-items', 'app', 'table'],
      ['lambda/stream-event-source', 'table', 'reader', { batchSize: 100 }],
    ],
  });

  it('has a shard for each partition, and a reader that cannot keep up falls behind', () => {
    const result = assess(streamed({ peakWrites: 2000 }));
    // 4 partitions × 100 records a second.
    expect(result.resources.get('reader')?.admitted).toBeCloseTo(400, 6);
    expect(result.overflow.find(({ ends }) => ends === 'iterator age')?.rate).toBeCloseTo(600, 6);
  });

  it('carries both images of an item unless its view is narrower', () => {
    const sizeOf = (streamView: string): number =>
      assess(streamed({ streamView })).connections.get('table--reader')?.flow.size ?? 0;
    expect(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE'].map(sizeOf)).toEqual([2000, 1000]);
    expect(sizeOf('KEYS_ONLY')).toBeLessThan(1000);
  });
});

describe('a function that writes', () => {
  it('asks again for what the table refuses, up to DynamoDB’s four attempts', () => {
    const result = assess({
      resources: {
        app: ['client', { rate: 200, retryMode: 'none' }],
        fn: ['lambda', { duration: { distribution: 'constant', mean: 0.01, scv: 0 } }],
        table: ['dynamodb', { mode: 'provisioned', writeCapacity: 100 }],
      },
      connections: [
        ['client/invoke', 'app', 'fn'],
        ['lambda/write-items', 'fn', 'table'],
      ],
    });
    const report = tableOf(result);
    expect(report.admitted).toBeCloseTo(100, 3);
    expect(report.offered).toBeGreaterThan(400);
    expect(report.offered).toBeLessThanOrEqual(800);
  });
});
