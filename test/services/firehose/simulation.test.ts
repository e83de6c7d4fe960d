import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { always, burst, simulated } from '../../support/simulated';

const rates = (drawn: Drawn, options: { duration: number; warmUp: number }) => {
  const { resources, outcome } = simulated(drawn, options);
  expect(outcome).toBe('completed');
  const seconds = options.duration - options.warmUp;
  return (id: string, name: 'offered' | 'served' | 'deadLettered' | 'lost' | 'throttled' | 'attempts' | 'retries') =>
    resources[id]![name].mean / seconds;
};

const capacityOf = (drawn: Drawn) => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

const lake = (client: Config, stream: Config, more: Partial<Drawn> = {}, destination: Config = {}): Drawn => ({
  resources: {
    app: ['client', { sdkAttempts: 1, ...client }],
    delivery: ['firehose', stream],
    lake: ['s3'],
    ...more.resources,
  },
  connections: [
    ['client/put-to-delivery-stream', 'app', 'delivery', { batchSize: 10 }],
    ['firehose/bucket-destination', 'delivery', 'lake', destination],
    ...(more.connections ?? []),
  ],
  ...(more.quotas ? { quotas: more.quotas } : {}),
});

describe('a delivery stream in a run', () => {
  it.each([
    { of: 'the size', rate: 50, bufferInterval: 900 },
    { of: 'the interval', rate: 5, bufferInterval: 10 },
    { of: 'either', rate: 10, bufferInterval: 10 },
  ])('writes as many objects as the steady state says, by $of', ({ rate, bufferInterval }) => {
    const drawn = lake({ rate, payload: 10_240 }, { bufferSize: 1, bufferInterval });
    const run = rates(drawn, { duration: 2100, warmUp: 100 });
    const { rate: objects } = capacityOf(drawn).connections.get('delivery--lake')!.flow;
    expect(Math.abs(run('lake', 'served') / objects - 1)).toBeLessThan(0.02);
    expect(Math.abs(run('delivery', 'served') / rate - 1)).toBeLessThan(0.02);
  });

  it('refuses what its quotas do not let in', () => {
    const drawn = lake({ rate: 300, payload: 100 }, { bufferInterval: 5 }, { quotas: { 'firehose/put-records': 200 } });
    const run = rates(drawn, { duration: 120, warmUp: 20 });
    expect(run('delivery', 'throttled')).toBeCloseTo(100, -1);
    expect(capacityOf(drawn).resources.get('delivery')?.throttled).toBeCloseTo(100, 6);
  });

  it('lets in as many bytes as the quota has, whatever their number', () => {
    const drawn = lake({ rate: 100, payload: 100_000 }, {}, { quotas: { 'firehose/put-bytes': 5_000_000 } });
    const run = rates(drawn, { duration: 120, warmUp: 20 });
    expect(run('delivery', 'throttled')).toBeCloseTo(50, -1);
  });

  it('keeps records in order of their coming until all are delivered', () => {
    const result = simulated(lake({ rate: 20, payload: 100 }, { bufferInterval: 30 }), {
      duration: 200,
      profile: burst(60),
    });
    const { offered, served, latency } = result.resources['delivery']!;
    expect(served.mean).toBe(offered.mean);
    // The first of each batch waits for all of the interval, the last hardly at all.
    expect(latency?.mean.mean).toBeGreaterThan(14);
    expect(latency?.mean.mean).toBeLessThan(17);
  });

  it('opens no more partitions than its quota and sends the rest to the error prefix', () => {
    const quotas = { 'firehose/active-partitions': 50 };
    const drawn = lake(
      { rate: 100, payload: 1000 },
      { bufferSize: 64, bufferInterval: 60 },
      { quotas },
      {
        partitioning: true,
        partitions: 100,
      },
    );
    const run = rates(drawn, { duration: 1260, warmUp: 60 });
    const { resources, connections } = capacityOf(drawn);
    expect(Math.abs(run('delivery', 'deadLettered') / resources.get('delivery')!.failed - 1)).toBeLessThan(0.06);
    expect(Math.abs(run('lake', 'served') / connections.get('delivery--lake')!.flow.rate - 1)).toBeLessThan(0.06);
  });

  it('has its function transform, drop and fail as many as the steady state says', () => {
    const drawn = lake(
      { rate: 40, payload: 10_240 },
      { bufferSize: 1, bufferInterval: 30 },
      {
        resources: { clean: ['lambda', { duration: always(0.2), perRecord: 0.01, errorRate: 0.1 }] },
        connections: [['firehose/transformation', 'delivery', 'clean', { droppedShare: 0.2, failedShare: 0.1 }]],
      },
    );
    const run = rates(drawn, { duration: 4100, warmUp: 100 });
    const { resources, connections } = capacityOf(drawn);
    expect(Math.abs(run('delivery', 'served') / resources.get('delivery')!.completed - 1)).toBeLessThan(0.02);
    expect(Math.abs(run('delivery', 'deadLettered') / resources.get('delivery')!.failed - 1)).toBeLessThan(0.06);
    expect(Math.abs(run('clean', 'attempts') / resources.get('clean')!.quantities['invocations']! - 1)).toBeLessThan(
      0.02,
    );
    expect(Math.abs(run('clean', 'offered') / 40 - 1)).toBeLessThan(0.02);
    expect(Math.abs(run('lake', 'served') / connections.get('delivery--lake')!.flow.rate - 1)).toBeLessThan(0.03);
  });

  it('calls what the code of its function calls for each record', () => {
    const drawn = lake(
      { rate: 20, payload: 1024 },
      { bufferInterval: 5 },
      {
        resources: { clean: ['lambda', { duration: always(0.2), timeout: 60 }], other: ['lambda', {}], queue: ['sqs'] },
        connections: [
          ['firehose/transformation', 'delivery', 'clean'],
          ['lambda/invoke', 'clean', 'other', { callsPerInvocation: 0.1 }],
          ['lambda/send-message', 'clean', 'queue'],
        ],
      },
    );
    const run = rates(drawn, { duration: 1100, warmUp: 100 });
    const { connections } = capacityOf(drawn);
    expect(connections.get('clean--queue')?.flow.rate).toBe(20);
    expect(Math.abs(run('queue', 'offered') / 20 - 1)).toBeLessThan(0.05);
    expect(Math.abs(run('other', 'offered') / 2 - 1)).toBeLessThan(0.1);
  });

  it('reads a data stream beside its other readers', () => {
    const drawn: Drawn = {
      resources: {
        app: ['client', { rate: 60, payload: 5120 }],
        clicks: ['kinesis', { shards: 2 }],
        delivery: ['firehose', { bufferSize: 1, bufferInterval: 30 }],
        worker: ['lambda', { duration: always(0.01) }],
        lake: ['s3'],
      },
      connections: [
        ['client/put-record', 'app', 'clicks'],
        ['lambda/stream-event-source', 'clicks', 'worker', { batchSize: 100 }],
        ['firehose/stream-source', 'clicks', 'delivery'],
        ['firehose/bucket-destination', 'delivery', 'lake'],
      ],
    };
    const run = rates(drawn, { duration: 400, warmUp: 100 });
    for (const [id, name] of [
      ['clicks', 'served'],
      ['delivery', 'offered'],
      ['delivery', 'served'],
      ['worker', 'served'],
    ] as const) {
      expect([id, Math.abs(run(id, name) / 60 - 1) < 0.03]).toEqual([id, true]);
    }
    expect(
      Math.abs(run('lake', 'served') / capacityOf(drawn).connections.get('delivery--lake')!.flow.rate - 1),
    ).toBeLessThan(0.05);
  });

  it('leaves in the data stream what five transformations a shard do not get through', () => {
    const drawn: Drawn = {
      resources: {
        app: ['client', { rate: 90, payload: 10_240, sdkAttempts: 1 }],
        clicks: ['kinesis', { shards: 1 }],
        delivery: ['firehose', { bufferSize: 1, bufferInterval: 10 }],
        clean: ['lambda', { duration: always(20), timeout: 60, coldStart: 0 }],
        lake: ['s3'],
      },
      connections: [
        ['client/put-record', 'app', 'clicks'],
        ['firehose/stream-source', 'clicks', 'delivery'],
        ['firehose/transformation', 'delivery', 'clean'],
        ['firehose/bucket-destination', 'delivery', 'lake'],
      ],
    };
    const run = rates(drawn, { duration: 1100, warmUp: 100 });
    expect(
      Math.abs(run('delivery', 'served') / capacityOf(drawn).resources.get('delivery')!.admitted - 1),
    ).toBeLessThan(0.05);
  });

  it('sends a batch again until an endpoint has it, and gives up for the bucket', () => {
    const drawn: Drawn = {
      resources: {
        app: ['client', { rate: 5, payload: 20_480 }],
        delivery: ['firehose', { bufferSize: 1, bufferInterval: 10 }],
        partner: ['http-endpoint', { errorRate: 0.5, answerTime: always(0.2) }],
        kept: ['s3'],
      },
      connections: [
        ['client/put-to-delivery-stream', 'app', 'delivery'],
        ['firehose/endpoint-destination', 'delivery', 'partner', { retryDuration: 1 }],
        ['firehose/failed-records', 'delivery', 'kept'],
      ],
    };
    const run = rates(drawn, { duration: 12_100, warmUp: 100 });
    const { resources, connections } = capacityOf(drawn);
    // One attempt more fits into a second.
    expect(resources.get('delivery')!.failed).toBeCloseTo(1.25, 6);
    expect(Math.abs(run('delivery', 'deadLettered') / 1.25 - 1)).toBeLessThan(0.1);
    expect(Math.abs(run('partner', 'attempts') / connections.get('delivery--partner')!.flow.rate - 1)).toBeLessThan(
      0.05,
    );
  });

  it('holds what a bucket refuses, and writes it when there is room again', () => {
    const result = simulated(
      lake({ rate: 50, payload: 1024 }, { bufferInterval: 5 }, { quotas: { 's3/prefix-writes': 1 } }, {}),
      {
        duration: 400,
        profile: burst(100),
        failures: [{ kind: 'quota-cut', resource: 'lake', at: 20, for: 60, quota: 's3/prefix-writes', to: 0 }],
      },
    );
    const { offered, served, lost } = result.resources['delivery']!;
    expect([served.mean, lost.mean]).toEqual([offered.mean, 0]);
  });
});
