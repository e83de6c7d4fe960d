import { describe, expect, it } from 'vitest';
import { aMonth, billed, linesOf, quantityOf, usdOf } from '../support/billed';
import type { Config } from '#shared/model/graph';
import type { Drawn } from '../support/drawing';

const MONTH = 2_628_000;
const KB = 1024;
const GB = 1024 ** 3;
const constant = (mean: number) => ({ distribution: 'constant', mean, scv: 0 });

const aQueueOf = (
  rate: number,
  more: { queue?: Config; mapping?: Config; worker?: Config; client?: Config } = {},
): Drawn => ({
  resources: {
    sender: ['client', { rate, ...more.client }],
    queue: ['sqs', { ...more.queue }],
    worker: ['lambda', { duration: constant(0.01), ...more.worker }],
  },
  connections: [
    ['client/send-message', 'sender', 'queue'],
    ['lambda/queue-event-source', 'queue', 'worker', { ...more.mapping }],
  ],
});

const fanOut = (type: string): Drawn => ({
  resources: {
    sender: ['client', { rate: 100, payload: 2 * KB }],
    topic: ['sns', { type }],
    all: ['sqs', { type }],
    some: ['sqs', { type }],
  },
  connections: [
    ['client/publish', 'sender', 'topic'],
    ['sns/queue-subscription', 'topic', 'all'],
    ['sns/queue-subscription', 'topic', 'some', { filterShare: 0.25 }],
  ],
});

const aStream = (stream: Config, mapping: Config = {}, payload = 1 * KB): Drawn => ({
  resources: {
    producer: ['client', { rate: 100, payload }],
    stream: ['kinesis', stream],
    reader: ['lambda', { duration: constant(0.05) }],
  },
  connections: [
    ['client/put-record', 'producer', 'stream'],
    ['lambda/stream-event-source', 'stream', 'reader', mapping],
  ],
});

const called = (kind: string, worker: Config, client: Config = {}): Drawn => ({
  resources: { caller: ['client', { rate: 10, ...client }], worker: ['lambda', worker] },
  connections: [[kind, 'caller', 'worker']],
});

const anApi = (api: Config, client: Config = {}): Drawn => ({
  resources: { caller: ['client', { rate: 100, ...client }], api: ['api-gateway', api], worker: ['lambda'] },
  connections: [
    ['client/http-request', 'caller', 'api'],
    ['api-gateway/lambda-proxy', 'api', 'worker'],
  ],
});

/** Billed seconds of one invocation. */
async function billedSeconds(mean: number, distribution: string): Promise<number> {
  const bill = await billed(called('client/invoke', { duration: { distribution, mean, scv: 1 }, memory: 1024 }));
  return quantityOf(bill, 'lambda/duration_arm', 'Duration, Arm') / (10 * MONTH);
}

describe('a queue', () => {
  it('that is idle is charged for the long polls of five pollers', async () => {
    const bill = await billed(aQueueOf(0));
    expect(quantityOf(bill, 'sqs/standard_requests', 'Empty receives')).toBeCloseTo((5 / 20) * MONTH, 3);
    expect(bill.lines.map(({ title }) => title)).toEqual(['Empty receives']);
  });

  it('that is idle has as many pollers as its provisioned minimum', async () => {
    const bill = await billed(aQueueOf(0, { mapping: { provisionedPollers: true, minimumPollers: 8 } }));
    expect(quantityOf(bill, 'sqs/standard_requests', 'Empty receives')).toBeCloseTo((8 / 20) * MONTH, 3);
    expect(quantityOf(bill, 'lambda/esm_epu_hour_sqs')).toBe(8 * 730);
  });

  it('that is busy is charged for sends, receives and deletes, and for no empty receive', async () => {
    const bill = await billed(aQueueOf(50));
    const requests = bill.lines.filter(({ meter }) => meter === 'sqs/standard_requests');
    expect(requests.map(({ title, quantity }) => [title, Math.round(quantity / MONTH)])).toEqual([
      ['Sends', 50],
      ['Receives', 50],
      ['Deletes', 50],
    ]);
  });

  it('is charged for one receive and one delete of a full batch of ten', async () => {
    const bill = await billed(aQueueOf(1000, { worker: { duration: constant(1) } }));
    expect(quantityOf(bill, 'sqs/standard_requests', 'Receives')).toBeCloseTo(100 * MONTH, 0);
    expect(quantityOf(bill, 'sqs/standard_requests', 'Deletes')).toBeCloseTo(100 * MONTH, 0);
  });

  it('counts two requests for a message of 100 KB, sent and received', async () => {
    const bill = await billed(aQueueOf(50, { client: { payload: 100 * KB } }));
    expect(quantityOf(bill, 'sqs/standard_requests', 'Sends')).toBeCloseTo(100 * MONTH, 0);
    expect(quantityOf(bill, 'sqs/standard_requests', 'Receives')).toBeCloseTo(100 * MONTH, 0);
    expect(quantityOf(bill, 'sqs/standard_requests', 'Deletes')).toBeCloseTo(50 * MONTH, 0);
  });

  it('counts what is sent to a fair queue once more at its surcharge, with the confidence in the price', async () => {
    const bill = await billed(aQueueOf(50, { queue: { type: 'fair' }, client: { payload: 100 * KB } }));
    expect(quantityOf(bill, 'sqs/standard_requests', 'Sends')).toBeCloseTo(100 * MONTH, 0);
    expect(quantityOf(bill, 'sqs/fair_surcharge')).toBeCloseTo(100 * MONTH, 0);
    expect(usdOf(bill, 'sqs/fair_surcharge')).toBeCloseTo((100 * MONTH * 0.1) / 1e6, 6);
    const [line] = linesOf(bill, 'sqs/fair_surcharge');
    expect(line?.because.inputs).toContainEqual({ name: 'confidence in the price', value: 'medium' });
    const elsewhere = await billed({ ...aQueueOf(50, { queue: { type: 'fair' } }), region: 'eu-west-1' });
    expect(elsewhere.unpriced).toContain('sqs/fair_surcharge');
  });

  it('counts no surcharge for messages that name no tenant', async () => {
    const bill = await billed({
      resources: { uploads: ['client', { rate: 5 }], files: ['s3'], queue: ['sqs', { type: 'fair' }] },
      connections: [
        ['client/write-objects', 'uploads', 'files'],
        ['s3/queue-notification', 'files', 'queue'],
      ],
    });
    expect(quantityOf(bill, 'sqs/standard_requests', 'Sends')).toBeCloseTo(5 * MONTH, 0);
    expect(linesOf(bill, 'sqs/fair_surcharge')).toEqual([]);
  });

  it('counts a batch of ten messages of 10 KB as one send of 100 KB', async () => {
    const bill = await billed({
      resources: { sender: ['client', { rate: 50, payload: 10 * KB }], queue: ['sqs'] },
      connections: [['client/send-message', 'sender', 'queue', { batchSize: 10 }]],
    });
    expect(quantityOf(bill, 'sqs/standard_requests')).toBeCloseTo((50 / 10) * 2 * MONTH, 0);
  });

  it('pays for each redelivery, deletes what succeeded, and moves to the dead-letter queue for nothing', async () => {
    const drawn = aQueueOf(50, { worker: { errorRate: 0.5 } });
    const bill = await billed({
      ...drawn,
      resources: { ...drawn.resources, dead: ['sqs'] },
      connections: [...drawn.connections!, ['sqs/redrive', 'queue', 'dead', { maxReceiveCount: 2 }]],
    });
    expect(quantityOf(bill, 'sqs/standard_requests', 'Receives')).toBeCloseTo(75 * MONTH, 0);
    expect(quantityOf(bill, 'sqs/standard_requests', 'Deletes')).toBeCloseTo(37.5 * MONTH, 0);
    expect(bill.byResource.get('dead')).toBe(0);
  });

  it('with a customer managed key pays for the key and its data keys, where the price of a key is known', async () => {
    const kms = aQueueOf(1, { queue: { encryption: 'kms' } });
    const virginia = await billed(kms);
    expect(usdOf(virginia, 'kms/key_month')).toBe(1);
    expect(quantityOf(virginia, 'kms/requests')).toBeCloseTo((MONTH / 300) * 3, 6);
    const ireland = await billed({ ...kms, region: 'eu-west-1' });
    expect(ireland.unpriced).toEqual(['kms/key_month', 'kms/requests']);
  });
});

describe('a topic', () => {
  it('delivers to queues for nothing, and the queues pay for what they take', async () => {
    const bill = await billed(fanOut('standard'));
    expect(quantityOf(bill, 'sns/standard_publish')).toBeCloseTo(100 * MONTH, 0);
    expect(quantityOf(bill, 'sns/delivery_sqs')).toBeCloseTo(125 * MONTH, 0);
    expect(usdOf(bill, 'sns/delivery_sqs')).toBe(0);
    expect(quantityOf(bill, 'sqs/standard_requests', 'Sends')).toBeCloseTo(125 * MONTH, 0);
  });

  it('of type FIFO pays for publishes, deliveries and their bytes', async () => {
    const bill = await billed(fanOut('fifo'));
    expect(quantityOf(bill, 'sns/fifo_publish')).toBeCloseTo(100 * MONTH, 0);
    expect(quantityOf(bill, 'sns/fifo_publish_payload')).toBeCloseTo((100 * 2 * KB * MONTH) / GB, 3);
    expect(quantityOf(bill, 'sns/fifo_delivery')).toBeCloseTo(125 * MONTH, 0);
    expect(quantityOf(bill, 'sns/fifo_delivery_payload')).toBeCloseTo((125 * 2 * KB * MONTH) / GB, 3);
    expect(linesOf(bill, 'sns/standard_publish')).toEqual([]);
  });
});

describe('a stream', () => {
  it('counts two PUT payload units for a record of 26 KB, whatever the batch', async () => {
    const bill = await billed(aStream({ shards: 4 }, {}, 26 * KB));
    expect(quantityOf(bill, 'kinesis/put_payload_unit')).toBeCloseTo(200 * MONTH, 0);
    expect(quantityOf(bill, 'kinesis/shard_hour')).toBe(4 * 730);
  });

  it('reads for nothing unless a reader has its own fan-out', async () => {
    const shared = await billed(aStream({ shards: 2 }));
    expect(shared.lines.filter(({ meter }) => meter.startsWith('kinesis/efo'))).toEqual([]);
    const alone = await billed(aStream({ shards: 2 }, { enhancedFanOut: true }));
    expect(quantityOf(alone, 'kinesis/efo_consumer_shard_hour')).toBe(2 * 730);
    expect(quantityOf(alone, 'kinesis/efo_retrieval')).toBeCloseTo((100 * KB * MONTH) / GB, 6);
  });

  it('pays by the shard for keeping records longer than a day, and by the byte beyond seven', async () => {
    const bill = await billed(aStream({ shards: 2, retention: 10 * 86_400 }));
    expect(quantityOf(bill, 'kinesis/extended_retention_shard_hour')).toBe(2 * 730);
    expect(quantityOf(bill, 'kinesis/long_term_retention')).toBeCloseTo((100 * KB * 3 * 86_400) / GB, 6);
  });

  it('on demand pays for the hour, for records rounded up to 1 KB, and for each reader', async () => {
    const bill = await billed(aStream({ mode: 'on-demand', retention: 10 * 86_400 }, {}, 100));
    expect(quantityOf(bill, 'kinesis/od_stream_hour')).toBe(730);
    expect(quantityOf(bill, 'kinesis/od_ingest')).toBeCloseTo((100 * KB * MONTH) / GB, 6);
    expect(quantityOf(bill, 'kinesis/od_retrieval')).toBeCloseTo((100 * 100 * MONTH) / GB, 6);
    expect(quantityOf(bill, 'kinesis/od_extended_retention')).toBeCloseTo((100 * 100 * 6 * 86_400) / GB, 6);
    expect(quantityOf(bill, 'kinesis/od_long_term_retention')).toBeCloseTo((100 * 100 * 3 * 86_400) / GB, 6);
    expect(linesOf(bill, 'kinesis/shard_hour')).toEqual([]);
  });
});

describe('a table', () => {
  const aTable = (table: Config, write: Config = {}, payload = 1 * KB): Drawn => ({
    resources: {
      app: ['client', { rate: 100, payload }],
      table: ['dynamodb', table],
      reader: ['lambda', { duration: constant(0.05) }],
    },
    connections: [
      ['client/write-items', 'app', 'table', write],
      ['client/read-items', 'app', 'table'],
      ['lambda/stream-event-source', 'table', 'reader'],
    ],
  });

  it('on demand counts writes by the KB, reads by 4 KB and halves, and Lambda’s reading of the stream not at all', async () => {
    const bill = await billed(aTable({}, {}, 5 * KB));
    expect(quantityOf(bill, 'dynamodb/od_write')).toBeCloseTo(500 * MONTH, 0);
    expect(quantityOf(bill, 'dynamodb/od_read')).toBeCloseTo(100 * 2 * 0.5 * MONTH, 0);
    expect(linesOf(bill, 'dynamodb/streams_read')).toEqual([]);
  });

  it('pays twice for a transaction, and once more for each index', async () => {
    const bill = await billed(aTable({ globalIndexes: 2, indexedShare: 0.5 }, { transactional: true }));
    expect(quantityOf(bill, 'dynamodb/od_write', 'On-demand writes')).toBeCloseTo(200 * MONTH, 0);
    expect(quantityOf(bill, 'dynamodb/od_write', 'Writes to global secondary indexes')).toBeCloseTo(200 * MONTH, 0);
  });

  it('does not pay for what it refuses', async () => {
    const bill = await billed({
      resources: { app: ['client', { rate: 5000, retryMode: 'none' }], table: ['dynamodb'] },
      connections: [['client/write-items', 'app', 'table']],
    });
    expect(quantityOf(bill, 'dynamodb/od_write')).toBeCloseTo(4000 * MONTH, 0);
  });

  it('provisioned pays by the hour whatever happens, for its indexes too', async () => {
    const bill = await billed(aTable({ mode: 'provisioned', writeCapacity: 77, readCapacity: 76, globalIndexes: 1 }));
    expect(quantityOf(bill, 'dynamodb/prov_wcu_hour')).toBe(77 * 2 * 730);
    expect(quantityOf(bill, 'dynamodb/prov_rcu_hour')).toBe(76 * 2 * 730);
    expect(linesOf(bill, 'dynamodb/od_write')).toEqual([]);
  });

  it('pays for what it keeps: in itself and its indexes, and for backups in itself', async () => {
    const bill = await billed(aTable({ storedBytes: 10 * GB, globalIndexes: 1 }));
    expect(quantityOf(bill, 'dynamodb/storage')).toBe(20);
    expect(quantityOf(bill, 'dynamodb/pitr')).toBe(10);
  });
});

describe('a function', () => {
  it('pays for each attempt of an asynchronous event', async () => {
    const bill = await billed(called('client/invoke-async', { errorRate: 1 }));
    expect(quantityOf(bill, 'lambda/requests_arm')).toBeCloseTo(30 * MONTH, 0);
  });

  it('pays one more request for each 64 KB of an asynchronous event above 256 KB', async () => {
    const bill = await billed(called('client/invoke-async', {}, { payload: 384 * KB }));
    expect(quantityOf(bill, 'lambda/requests_arm', 'Requests for large events')).toBeCloseTo(20 * MONTH, 0);
  });

  it('is billed to the next millisecond', async () => {
    expect(await billedSeconds(0.1, 'constant')).toBeCloseTo(0.1, 9);
    expect(await billedSeconds(0.1002, 'constant')).toBeCloseTo(0.101, 9);
    expect(await billedSeconds(0.1, 'exponential')).toBeCloseTo(0.1005, 9);
  });

  it('pays for initialisation, which matters when it is called rarely', async () => {
    const rare = await billed(called('client/invoke', { coldStart: 2, memory: 1024 }, { rate: 1 / 3600 }));
    const starts = quantityOf(rare, 'lambda/duration_arm', 'Duration of cold starts') / (2 * 730);
    expect(starts).toBeGreaterThan(0.85);
    expect(starts).toBeLessThan(1);
  });

  it('with provisioned concurrency pays for keeping it, and less for what runs on it', async () => {
    const bill = await billed(
      called('client/invoke', { memory: 1024, duration: constant(0.1), provisionedConcurrency: 5 }),
    );
    expect(quantityOf(bill, 'lambda/provisioned_concurrency_arm')).toBeCloseTo(5 * MONTH, 3);
    const onThem = quantityOf(bill, 'lambda/provisioned_duration_arm');
    const spilled = quantityOf(bill, 'lambda/duration_arm', 'Duration, Arm');
    expect(onThem + spilled).toBeCloseTo(10 * 0.1 * MONTH, 3);
    // Erlang B of 5 servers and 1 erlang.
    expect(spilled / (onThem + spilled)).toBeCloseTo(0.003067, 6);
  });

  it('pays for SnapStart on Python, not on Java', async () => {
    const python = await billed(called('client/invoke', { snapStart: true, runtime: 'python3.14', memory: 1024 }));
    expect(quantityOf(python, 'lambda/snapstart_cache')).toBeCloseTo(MONTH, 3);
    const java = await billed(called('client/invoke', { snapStart: true, runtime: 'java21', memory: 1024 }));
    expect(linesOf(java, 'lambda/snapstart_cache')).toEqual([]);
  });

  it('pays for what it writes to its log', async () => {
    const bill = await billed(called('client/invoke', { logBytes: 2000 }));
    expect(quantityOf(bill, 'cloudwatch-logs/ingest_lambda_standard')).toBeCloseTo((10 * 2000 * MONTH) / GB, 6);
  });

  it('pays for what its URL answers to the internet, not for what it refuses', async () => {
    const worker = { duration: constant(0.01), responseSize: 100 * KB, reservedConcurrency: 1 };
    const bytes = async (kind: string, rate: number) =>
      quantityOf(await billed(called(kind, worker, { rate })), 'data-transfer/internet_out');
    // One server at an offered load of 0.02 loses 0.02 ÷ 1.02 of the calls.
    expect(await bytes('client/function-url', 2)).toBeCloseTo(((2 / 1.02) * MONTH * 100 * KB) / GB, 6);
    expect(await bytes('client/function-url', 1000)).toBeLessThanOrEqual((10 * MONTH * 100 * KB) / GB + 1e-6);
    expect(await bytes('client/invoke', 2)).toBe(0);
  });

  it('runs as many provisioned pollers as the load needs', async () => {
    const bill = await billed(aQueueOf(900, { mapping: { provisionedPollers: true } }));
    const hours = quantityOf(bill, 'lambda/esm_epu_hour_sqs');
    expect(hours / 730).toBe(9);
  });
});

describe('an API', () => {
  it('is not charged for calls that its throttle refuses', async () => {
    const bill = await billed(anApi({ stageRate: 40, stageBurst: 5000 }));
    expect(quantityOf(bill, 'api-gateway/rest_requests') / MONTH).toBeCloseTo(40, 3);
  });

  it('of type HTTP counts two for a call of 513 KB', async () => {
    const bill = await billed(anApi({ type: 'HTTP' }, { payload: 513 * KB }));
    expect(quantityOf(bill, 'api-gateway/http_requests')).toBeCloseTo(200 * MONTH, 0);
  });

  it('pays for bytes out to the internet, unless it is private', async () => {
    const open = await billed(anApi({ responseSize: 10 * KB }));
    expect(quantityOf(open, 'data-transfer/internet_out')).toBeCloseTo((100 * 10 * KB * MONTH) / GB, 6);
    const closed = await billed(
      anApi({ endpoint: 'private', hasVpcEndpoint: true, responseSize: 10 * KB }, { inVpc: true }),
    );
    expect(linesOf(closed, 'data-transfer/internet_out')).toEqual([]);
    expect(quantityOf(closed, 'vpc/endpoint_gb')).toBeCloseTo((100 * 11 * KB * MONTH) / GB, 6);
  });

  it('says that the price of X-Ray traces is not known', async () => {
    const bill = await billed(anApi({ tracing: true }));
    expect(bill.unpriced).toEqual(['xray/traces_recorded']);
    expect(quantityOf(bill, 'xray/traces_recorded')).toBeCloseTo((1 + 0.05 * 99) * MONTH, 3);
  });
});

describe('every bill', () => {
  it('grows with the load as long as the design holds it', async () => {
    const drawn = aQueueOf(100, { worker: { coldStart: 0, duration: constant(0.2) } });
    let before = 0;
    for (let load = 0; load <= 4; load += 0.125) {
      const { usdPerMonth } = await billed(drawn, { loadFactor: load });
      expect(usdPerMonth).toBeGreaterThanOrEqual(before);
      before = usdPerMonth;
    }
  });

  it('has no line for what is not used', async () => {
    const bill = await billed({
      resources: { lonely: ['lambda'], topic: ['sns'], api: ['api-gateway'], who: ['client'] },
    });
    expect(bill.lines).toEqual([]);
    expect(bill.usdPerMonth).toBe(0);
    expect([...bill.byResource.keys()]).toEqual(['api', 'lonely', 'topic', 'who']);
  });

  it('of a million messages a month through a queue comes to a dollar or two', async () => {
    const bill = await billed(aQueueOf(aMonth(1e6)), { freeTier: false });
    expect(bill.usdPerMonth).toBeGreaterThan(1);
    expect(bill.usdPerMonth).toBeLessThan(3);
  });
});

describe('a bucket', () => {
  const read = (client: Config): Drawn => ({
    resources: { app: ['client', { rate: 100, payload: 2 * KB, ...client }], bucket: ['s3', { objectSize: 2 * KB }] },
    connections: [
      ['client/write-objects', 'app', 'bucket'],
      ['client/read-objects', 'app', 'bucket'],
    ],
  });

  it('is charged for writes and reads apart, and for what leaves AWS', async () => {
    const bill = await billed(read({}));
    expect(quantityOf(bill, 's3/requests_tier1')).toBeCloseTo(100 * MONTH, 0);
    expect(quantityOf(bill, 's3/requests_tier2')).toBeCloseTo(100 * MONTH, 0);
    expect(quantityOf(bill, 'data-transfer/internet_out')).toBeCloseTo((100 * 2 * KB * MONTH) / GB, 3);
  });

  it('is not charged for bytes that stay in AWS', async () => {
    expect(linesOf(await billed(read({ inVpc: true })), 'data-transfer/internet_out')).toEqual([]);
  });

  it('deletes and notifies for nothing, and the queue pays for the messages', async () => {
    const bill = await billed({
      resources: { app: ['client', { rate: 100 }], bucket: ['s3', { storedBytes: 0 }], queue: ['sqs'] },
      connections: [
        ['client/write-objects', 'app', 'bucket', { operation: 'delete' }],
        ['s3/queue-notification', 'bucket', 'queue', { event: 'removed' }],
      ],
    });
    expect(bill.byResource.get('bucket')).toBe(0);
    expect(quantityOf(bill, 'sqs/standard_requests', 'Sends')).toBeCloseTo(100 * MONTH, 0);
  });
});
