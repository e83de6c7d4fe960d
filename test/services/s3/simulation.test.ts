/** Buckets in a run, held against AWS's documents and against the steady state. */
import { describe, expect, it } from 'vitest';
import { always, burst, simulated } from '../../support/simulated';

const app = (rate: number, more: Record<string, unknown> = {}) =>
  ['client', { rate, retryMode: 'none', ...more }] as const;

describe('a bucket in a run', () => {
  it('takes 3,500 writes a second of one prefix, and the caller is told of the rest', () => {
    const { resources, observedSeconds, answers, discrepancies } = simulated(
      { resources: { app: app(5000), bucket: ['s3'] }, connections: [['client/write-objects', 'app', 'bucket']] },
      { duration: 30, warmUp: 5 },
    );
    const { served, throttled } = resources['bucket']!;
    expect(served.mean / observedSeconds).toBeCloseTo(3500, -2);
    expect(answers['app--bucket']!['503 SlowDown']).toBe(throttled.mean);
    expect(discrepancies).toEqual([]);
  });

  it('gives one hot prefix no more than its partition, however many there are', () => {
    const { resources, observedSeconds } = simulated(
      {
        resources: { app: app(10_000), bucket: ['s3', { partitionedPrefixes: 10 }] },
        connections: [['client/read-objects', 'app', 'bucket']],
      },
      { duration: 20, warmUp: 5, failures: [{ kind: 'hot-key', resource: 'bucket', at: 0, for: 20, share: 0.8 }] },
    );
    // 0.8 × 10,000 and a tenth of the rest ask for one prefix's 5,500.
    expect(resources['bucket']!.throttled.mean / observedSeconds).toBeCloseTo(8200 - 5500, -3);
  });

  it('tells each receiver of what its filter lets through, after the delay', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          app: app(50),
          bucket: ['s3', { notificationDelay: 2 }],
          all: ['lambda', { coldStart: 0, duration: always(0.01) }],
          removed: ['sqs'],
        },
        connections: [
          ['client/write-objects', 'app', 'bucket'],
          ['s3/function-notification', 'bucket', 'all'],
          ['s3/queue-notification', 'bucket', 'removed', { event: 'removed' }],
        ],
      },
      { duration: 100, profile: burst(60) },
    );
    expect(resources['all']!.served.mean).toBe(resources['bucket']!.served.mean);
    expect(resources['all']!.endToEnd.mean.mean).toBeCloseTo(2.01, 1);
    expect(resources['removed']!.offered.mean).toBe(0);
    expect(discrepancies).toEqual([]);
  });

  it('sends its events to the default bus whatever is left of the quota of PutEvents', () => {
    const { resources, discrepancies } = simulated(
      {
        quotas: { 'eventbridge/put-events': 1 },
        resources: { app: app(50), bucket: ['s3'], bus: ['eventbridge', { bus: 'default' }], work: ['sqs'] },
        connections: [
          ['client/write-objects', 'app', 'bucket'],
          ['s3/bus-notification', 'bucket', 'bus'],
          ['eventbridge/queue-target', 'bus', 'work'],
        ],
      },
      { duration: 100, profile: burst(60) },
    );
    expect(resources['bus']!.throttled.mean).toBe(0);
    expect(resources['work']!.offered.mean).toBe(resources['bucket']!.served.mean);
    expect(discrepancies).toEqual([]);
  });

  it('delivers later what a topic refuses, and loses nothing', () => {
    const { resources, discrepancies } = simulated(
      {
        quotas: { 'sns/publish-standard': 20 },
        resources: { app: app(40), bucket: ['s3'], topic: ['sns'], queue: ['sqs'] },
        connections: [
          ['client/write-objects', 'app', 'bucket'],
          ['s3/topic-notification', 'bucket', 'topic'],
          ['sns/queue-subscription', 'topic', 'queue'],
        ],
      },
      { duration: 600, profile: burst(30) },
    );
    expect(resources['bucket']!.retries.mean).toBeGreaterThan(0);
    expect(resources['topic']!.served.mean).toBe(resources['bucket']!.served.mean);
    expect(discrepancies).toEqual([]);
  });
});
