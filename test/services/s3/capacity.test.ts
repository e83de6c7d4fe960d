import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { CapacityReport, CapacityResult } from '#shared/model/capacity';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';

const assess = (drawn: Drawn): CapacityResult => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

function bucketOf(result: CapacityResult): CapacityReport {
  const report = result.resources.get('bucket');
  if (!report) throw new Error('no report of the bucket');
  return report;
}

const written = (rate: number, bucket: Record<string, unknown> = {}, client: Record<string, unknown> = {}): Drawn => ({
  resources: { app: ['client', { rate, retryMode: 'none', ...client }], bucket: ['s3', bucket] },
  connections: [['client/write-objects', 'app', 'bucket']],
});

describe('requests to a bucket', () => {
  // Prefixes needed once S3 has scaled: max(⌈puts ÷ 3,500⌉, ⌈gets ÷ 5,500⌉).
  it.each([
    [9800, 0, 3],
    [100, 20_000, 4],
  ])('%d writes and %d reads a second need %d prefixes', (puts, gets, prefixes) => {
    const offered = (partitionedPrefixes: number) =>
      bucketOf(
        assess({
          resources: {
            writer: ['client', { rate: puts, retryMode: 'none' }],
            reader: ['client', { rate: gets, retryMode: 'none' }],
            bucket: ['s3', { partitionedPrefixes }],
          },
          connections: [
            ['client/write-objects', 'writer', 'bucket'],
            ['client/read-objects', 'reader', 'bucket'],
          ],
        }),
      );
    expect(offered(prefixes).throttled).toBe(0);
    expect(offered(prefixes - 1).throttled).toBeGreaterThan(0);
  });

  it('beyond what the prefix takes come back as 503 SlowDown', () => {
    const report = bucketOf(assess(written(5000)));
    expect(report.admitted).toBeCloseTo(3500, 6);
    expect(report.spills).toMatchObject([{ ends: 'caller', limit: 's3/prefix-writes', seenAs: '503 SlowDown' }]);
  });

  it('write and read by limits of their own', () => {
    const report = bucketOf(
      assess({
        resources: { app: ['client', { rate: 5000, retryMode: 'none' }], bucket: ['s3'] },
        connections: [
          ['client/write-objects', 'app', 'bucket'],
          ['client/read-objects', 'app', 'bucket'],
        ],
      }),
    );
    expect(report.limits.map(({ id, utilisation }) => [id, utilisation])).toEqual([
      ['s3/prefix-writes', 5000 / 3500],
      ['s3/prefix-reads', 5000 / 5500],
    ]);
    expect(report.admitted).toBeCloseTo(8500, 6);
  });
});

describe('what a bucket keeps (Little’s law)', () => {
  const kept = (bucket: Record<string, unknown>) =>
    bucketOf(assess(written(10, bucket, { payload: 1000 }))).quantities['keptBytes'];
  const DAY = 86_400;

  it.each([
    ['new objects until they expire', { expiration: 30 * DAY }, 30],
    ['only the new ones where others are replaced', { expiration: 30 * DAY, newObjectShare: 0.2 }, 6],
    [
      'with versioning each version once more until it ends',
      { expiration: 30 * DAY, newObjectShare: 0.2, versioned: true, noncurrentExpiration: 7 * DAY },
      13,
    ],
    ['nothing that is known where nothing ends', {}, 0],
    ['what is stated', { storedBytes: 10 * 1000 * DAY, expiration: 30 * DAY }, 1],
  ])('is %s', (_what, bucket, days) => {
    expect(kept(bucket)).toBeCloseTo(10 * 1000 * days * DAY, 0);
  });
});

describe('a notification', () => {
  const told = (writes: Record<string, unknown>, notification: Record<string, unknown>): number =>
    assess({
      resources: { app: ['client', { rate: 100 }], bucket: ['s3'], queue: ['sqs'] },
      connections: [
        ['client/write-objects', 'app', 'bucket', writes],
        ['s3/queue-notification', 'bucket', 'queue', notification],
      ],
    }).connections.get('bucket--queue')!.flow.rate;

  it.each([
    ['tells of each object', {}, {}, 100],
    ['tells of the share that its filter lets through', {}, { suffix: '.jpg', matchShare: 0.3 }, 30],
    ['tells of keys below its prefix', { keyPrefix: 'uploads/big/' }, { prefix: 'uploads/' }, 100],
    ['tells nothing of other keys', { keyPrefix: 'results/' }, { prefix: 'uploads/' }, 0],
    ['of created objects tells nothing of removed ones', { operation: 'delete' }, {}, 0],
    ['of removed objects tells of removed ones', { operation: 'delete' }, { event: 'removed' }, 100],
  ])('%s', (_what, writes, notification, rate) => {
    expect(told(writes, notification)).toBeCloseTo(rate, 6);
  });

  it('holds the key, not the object', () => {
    const { connections } = assess({
      resources: { app: ['client', { rate: 1, payload: 50_000_000 }], bucket: ['s3'], queue: ['sqs'] },
      connections: [
        ['client/write-objects', 'app', 'bucket'],
        ['s3/queue-notification', 'bucket', 'queue'],
      ],
    });
    expect(connections.get('bucket--queue')!.flow.size).toBe(1024);
  });

  it('of every change goes to the default bus, past the quota of PutEvents', () => {
    const { resources, connections } = assess({
      quotas: { 'eventbridge/put-events': 20 },
      resources: {
        app: ['client', { rate: 100 }],
        other: ['client', { rate: 30, retryMode: 'none' }],
        bucket: ['s3'],
        bus: ['eventbridge', { bus: 'default' }],
        work: ['sqs'],
      },
      connections: [
        ['client/write-objects', 'app', 'bucket', { operation: 'delete', keyPrefix: 'old/' }],
        ['s3/bus-notification', 'bucket', 'bus'],
        ['client/put-events', 'other', 'bus'],
        ['eventbridge/queue-target', 'bus', 'work', { pattern: '{"source": ["aws.s3"]}' }],
      ],
    });
    const bus = resources.get('bus')!;
    expect(connections.get('bucket--bus')!.outcome.throttled).toBe(0);
    expect(bus.admitted).toBeCloseTo(100 + 20, 6);
    expect(bus.throttled).toBeCloseTo(10, 6);
    expect(bus.limits.find(({ id }) => id === 'eventbridge/put-events')?.used).toBeCloseTo(30, 6);
  });

  it('that a topic refuses waits at the bucket', () => {
    const report = bucketOf(
      assess({
        quotas: { 'sns/publish-standard': 60 },
        resources: { app: ['client', { rate: 100 }], bucket: ['s3'], topic: ['sns'] },
        connections: [
          ['client/write-objects', 'app', 'bucket'],
          ['s3/topic-notification', 'bucket', 'topic'],
        ],
      }),
    );
    expect(report.admitted).toBeCloseTo(100, 6);
    expect(report.spills).toMatchObject([{ ends: 'backlog' }]);
    expect(report.spills[0]?.rate).toBeCloseTo(40, 6);
  });

  it('never starts the function that it came from again, where results have a prefix of their own', () => {
    const circle = (keyPrefix: string) =>
      assess({
        resources: { app: ['client', { rate: 10 }], bucket: ['s3'], resize: ['lambda', { duration: quick }] },
        connections: [
          ['client/write-objects', 'app', 'bucket', { keyPrefix: 'uploads/' }],
          ['s3/function-notification', 'bucket', 'resize', { prefix: 'uploads/' }],
          ['lambda/write-objects', 'resize', 'bucket', { keyPrefix, callsPerInvocation: 0.5 }],
        ],
      }).resources.get('resize')!.offered;
    expect(circle('results/')).toBeCloseTo(10, 6);
    // 10 × (1 + ½ + ¼ …), of which the seventeenth is offered and stopped.
    expect(circle('uploads/small/')).toBeCloseTo(10 * (2 - 0.5 ** 16), 6);
  });
});

const quick = { distribution: 'constant', mean: 0.01, scv: 0 };
