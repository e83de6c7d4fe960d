import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { KIB, MIB, SECONDS_PER_MONTH } from '#shared/model/unit';
import { gather } from '#shared/services/firehose/batches';
import { services } from '#shared/services/registry';
import { billed, linesOf, quantityOf } from '../../support/billed';
import { type Drawn, drawing } from '../../support/drawing';
import { always } from '../../support/simulated';

const KB = 1024;
const GB = 1024 ** 3;

interface Settings {
  readonly client?: Config;
  readonly call?: Config;
  readonly stream?: Config;
  readonly bucket?: Config;
}

const toBucket = (settings: Settings = {}, more: Partial<Drawn> = {}): Drawn => ({
  resources: {
    app: ['client', { rate: 100, payload: KB, sdkAttempts: 1, ...settings.client }],
    delivery: ['firehose', settings.stream ?? {}],
    lake: ['s3', { partitionedPrefixes: 100 }],
    ...more.resources,
  },
  connections: [
    ['client/put-to-delivery-stream', 'app', 'delivery', settings.call ?? {}],
    ['firehose/bucket-destination', 'delivery', 'lake', settings.bucket ?? {}],
    ...(more.connections ?? []),
  ],
  ...(more.region === undefined ? {} : { region: more.region }),
});

const assess = (drawn: Drawn, loadFactor = 1) => assessCapacity(drawing(drawn), services, { loadFactor });
const limitsOf = (drawn: Drawn) =>
  Object.fromEntries(
    (assess(drawn).resources.get('delivery')?.limits ?? []).map((limit) => [limit.id.replace('firehose/', ''), limit]),
  );

describe('a buffer', () => {
  // The last but one is AWS's own example of a record, the last the one above a unit.
  it.each([
    { sizeMiB: 5, interval: 300, KiBps: 100, seconds: 51.2 },
    { sizeMiB: 5, interval: 300, KiBps: 10, seconds: 300 },
  ])('is delivered when it is full or its interval is over: %j', ({ sizeMiB, interval, KiBps, seconds }) => {
    const { records, batchesPerSecond } = gather(KiBps, KIB, { mebibytes: sizeMiB, interval });
    expect(records / KiBps).toBeCloseTo(1 / batchesPerSecond, 9);
    // The interval begins with the first record, which comes a tenth of a second after the buffer was delivered.
    expect(Math.abs(1 / batchesPerSecond - seconds)).toBeLessThanOrEqual(1 / KiBps + 1e-9);
  });

  it.each([
    { recordBytes: 700, billedBytes: 5120, factor: 7.314_286 },
    { recordBytes: 5121, billedBytes: 10_240, factor: 1.999_609 },
  ])('is charged by whole units of its records: %j', async ({ recordBytes, billedBytes, factor }) => {
    const bill = await billed(toBucket({ client: { payload: recordBytes } }));
    const billedBy = quantityOf(bill, 'firehose/direct_put_or_kds');
    expect(billedBy).toBeCloseTo((100 * billedBytes * SECONDS_PER_MONTH) / GB, 6);
    expect(billedBy / ((100 * recordBytes * SECONDS_PER_MONTH) / GB)).toBeCloseTo(factor, 5);
  });

  it('makes as many objects as are charged as requests', async () => {
    const drawn = toBucket({ stream: { bufferInterval: 60 } });
    const { flow } = assess(drawn).connections.get('delivery--lake')!;
    // 60 s × 100/s and the record that opens the buffer are 6,001 records: more than the 5,120 that fill it.
    expect(flow.rate).toBeCloseTo(100 / 5120, 9);
    expect(flow.size).toBeCloseTo(5 * MIB, 0);
    expect(quantityOf(await billed(drawn), 's3/requests_tier1')).toBeCloseTo((100 / 5120) * SECONDS_PER_MONTH, 0);
  });

  it('keeps a record for half of the time for which it is open', () => {
    const { latency } = assess(toBucket({ client: { rate: 10 } })).resources.get('delivery')!;
    expect(latency.value).toBeCloseTo(150, 0);
  });
});

describe('direct puts', () => {
  it.each([
    ['us-east-1', 500_000, 2000, 5 * MIB],
    ['eu-west-1', 500_000, 2000, 5 * MIB],
    ['eu-central-1', 100_000, 1000, MIB],
  ])('have in %s %i records, %i requests and %i bytes a second', (region, records, requests, bytes) => {
    const limits = limitsOf(toBucket({}, { region }));
    expect(['put-records', 'put-requests', 'put-bytes'].map((id) => limits[id]?.limit)).toEqual([
      records,
      requests,
      bytes,
    ]);
  });

  it('beyond are refused with the error that the producer sees', () => {
    const { resources, overflow } = assess(toBucket({ client: { rate: 4000, payload: 100 } }));
    const { admitted, throttled } = resources.get('delivery')!;
    expect([admitted, throttled]).toEqual([2000, 2000]);
    expect(overflow).toMatchObject([{ limit: 'firehose/put-requests', seenAs: '503 ServiceUnavailableException' }]);
  });

  it('are a hundredth of the requests where a hundred records are in each', () => {
    const { resources } = assess(toBucket({ client: { rate: 4000, payload: 100 }, call: { batchSize: 100 } }));
    expect(resources.get('delivery')?.throttled).toBe(0);
  });

  it('have no quota where a data stream is the source', () => {
    const drawn: Drawn = {
      resources: {
        app: ['client', { rate: 20_000, payload: 500 }],
        clicks: ['kinesis', { shards: 40 }],
        delivery: ['firehose'],
        lake: ['s3'],
      },
      connections: [
        ['client/put-record', 'app', 'clicks'],
        ['firehose/stream-source', 'clicks', 'delivery'],
        ['firehose/bucket-destination', 'delivery', 'lake'],
      ],
    };
    const { resources } = assess(drawn);
    expect(resources.get('delivery')).toMatchObject({ offered: 20_000, completed: 20_000, throttled: 0 });
    // It shares the read throughput of the shards: half a MB a second of the 2 that each gives, the busiest a little more.
    const read = resources.get('clicks')?.limits.find(({ id }) => id === 'kinesis/shard-read-bytes');
    expect(read?.utilisation).toBeGreaterThan(0.125);
    expect(read?.utilisation).toBeLessThan(0.14);
  });
});

describe('dynamic partitioning', () => {
  const partitioned = (partitions: number, rate: number, more: Config = {}) =>
    toBucket({
      client: { rate, payload: 1000 },
      call: { batchSize: 500 },
      stream: { bufferSize: 64, bufferInterval: 60 },
      bucket: { partitioning: true, partitions, ...more },
    });

  it('has 180 open where three new ones come a second and 60 s are gathered, as AWS says', () => {
    expect(limitsOf(partitioned(1_000_000, 3))['active-partitions']?.used).toBeCloseTo(180, 1);
  });

  it('writes an object for each of them in each interval', () => {
    const { flow } = assess(partitioned(100, 2000)).connections.get('delivery--lake')!;
    // 20 records a second in each: 1,201 in 60.05 s.
    expect(flow.rate).toBeCloseTo(100 / 60.05, 6);
    expect(flow.size).toBeCloseTo(1201 * 1000, 3);
  });

  it('sends to the error prefix what has no room among 500', () => {
    const { resources, overflow } = assess(partitioned(1000, 4000));
    const { failed, offered } = resources.get('delivery')!;
    expect(failed / offered).toBeCloseTo(1 - 500 / limitsOf(partitioned(1000, 4000))['active-partitions']!.used, 9);
    expect(overflow).toMatchObject([{ ends: 'destination', limit: 'firehose/active-partitions' }]);
  });

  it('is charged by the GB and by the object, and conversion by what was taken', async () => {
    const bill = await billed(partitioned(100, 2000, { format: 'PARQUET', writtenShare: 0.2 }));
    expect(quantityOf(bill, 'firehose/dynamic_partitioning')).toBeCloseTo((2e6 * SECONDS_PER_MONTH) / GB, 4);
    expect(quantityOf(bill, 'firehose/dynamic_partitioning_object')).toBeCloseTo((100 / 60.05) * SECONDS_PER_MONTH, 0);
    expect(quantityOf(bill, 'firehose/format_conversion')).toBe(quantityOf(bill, 'firehose/direct_put_or_kds'));
    expect(linesOf(await billed(toBucket()), 'firehose/dynamic_partitioning')).toEqual([]);
  });
});

describe('a transformation', () => {
  const transformed = (connection: Config, fn: Config, rate = 1000): Drawn =>
    toBucket(
      { client: { rate, payload: 1024 }, call: { batchSize: 500 } },
      {
        resources: { clean: ['lambda', { duration: always(0.5), timeout: 60, ...fn }] },
        connections: [['firehose/transformation', 'delivery', 'clean', connection]],
      },
    );

  it('gets a MiB at a time, and a duration for each of its records', () => {
    const { resources, connections } = assess(transformed({}, { perRecord: 0.001 }));
    expect(connections.get('delivery--clean')?.flow).toMatchObject({ rate: 1000, perCall: 1024 });
    const { quantities, inFlight } = resources.get('clean')!;
    expect(quantities['invocations']).toBeCloseTo(1000 / 1024, 9);
    expect(inFlight).toBeCloseTo((1000 / 1024) * (0.5 + 1.024), 6);
  });

  it('drops what it answers so, and makes the others larger', () => {
    const { connections, resources } = assess(transformed({ droppedShare: 0.25, sizeRatio: 2 }, {}));
    const { rate, size } = connections.get('delivery--lake')!.flow;
    expect(rate * size).toBeCloseTo(1000 * 0.75 * 2048, 3);
    expect(resources.get('delivery')).toMatchObject({ completed: 1000, failed: 0 });
  });

  it('sends to the error prefix the records of the batches that it fails, without another attempt', () => {
    const { resources, connections, overflow } = assess(
      transformed({ retries: 3, failedShare: 0.1 }, { errorRate: 0.2 }),
    );
    expect(connections.get('delivery--clean')?.flow.rate).toBe(1000);
    expect(resources.get('delivery')?.failed).toBeCloseTo(200 + 800 * 0.1, 6);
    expect(overflow.filter(({ resource }) => resource === 'delivery').map(({ ends, at }) => [ends, at])).toEqual([
      ['destination', 'lake'],
      ['destination', 'lake'],
    ]);
  });

  it('is tried again where it is refused', () => {
    const { connections, resources } = assess(transformed({ retries: 2 }, { reservedConcurrency: 0 }));
    expect(connections.get('delivery--clean')?.flow.rate).toBeCloseTo(3000, 6);
    expect(resources.get('delivery')?.failed).toBeCloseTo(1000, 6);
  });

  it('runs five times at once for each shard of a data stream, and leaves the rest there', () => {
    const { resources, connections } = assess({
      resources: {
        app: ['client', { rate: 900, payload: 1024 }],
        clicks: ['kinesis', { shards: 1 }],
        delivery: ['firehose'],
        clean: ['lambda', { duration: always(20), timeout: 60 }],
        lake: ['s3'],
      },
      connections: [
        ['client/put-record', 'app', 'clicks'],
        ['firehose/stream-source', 'clicks', 'delivery'],
        ['firehose/transformation', 'delivery', 'clean'],
        ['firehose/bucket-destination', 'delivery', 'lake'],
      ],
    });
    // Five batches of 1,024 records in 20 s.
    expect(resources.get('delivery')?.admitted).toBeCloseTo((5 * 1024) / 20, 6);
    expect(connections.get('clicks--delivery')?.outcome.delayed).toBeCloseTo(1 - (5 * 1024) / 20 / 900, 9);
  });
});

describe('an endpoint', () => {
  const posted = (endpoint: Config, connection: Config = {}): Drawn => ({
    resources: {
      app: ['client', { rate: 100, payload: 1024 }],
      delivery: ['firehose', { bufferSize: 1 }],
      partner: ['http-endpoint', endpoint],
      kept: ['s3'],
    },
    connections: [
      ['client/put-to-delivery-stream', 'app', 'delivery'],
      ['firehose/endpoint-destination', 'delivery', 'partner', connection],
      ['firehose/failed-records', 'delivery', 'kept'],
    ],
  });

  it('gets each batch as base64, and what leaves AWS is charged', async () => {
    const drawn = posted({ errorRate: 0, answerTime: always(0.1) });
    const { flow } = assess(drawn).connections.get('delivery--partner')!;
    expect(flow.rate).toBeCloseTo(100 / 1024, 9);
    expect(flow.size).toBeCloseTo((4 / 3) * MIB, 0);
    expect(quantityOf(await billed(drawn), 'data-transfer/internet_out')).toBeCloseTo(
      (100 * 1024 * (4 / 3) * SECONDS_PER_MONTH) / GB,
      4,
    );
  });

  it('that is down leaves every record to the bucket', () => {
    const { resources, connections } = assess(posted({ errorRate: 1 }));
    expect(resources.get('delivery')).toMatchObject({ completed: 0, failed: 100 });
    const { rate, size } = connections.get('delivery--kept-failure')!.flow;
    expect(rate * size).toBeCloseTo(100 * 1024, 3);
  });

  it('that fails half of the time is tried again until it takes nearly all', () => {
    const { resources, connections } = assess(posted({ errorRate: 0.5, answerTime: always(0.1) }));
    expect(connections.get('delivery--partner')!.flow.rate).toBeCloseTo((2 * 100) / 1024, 2);
    expect(resources.get('delivery')!.failed).toBeLessThan(0.3);
  });
});
