import { describe, expect, it } from 'vitest';
import { roundToCent } from '#shared/model/figures';
import worked from '../fixtures/worked-bills.json';
import { aMonth, billed, type Billed, usdOf } from '../support/billed';
import type { Drawn } from '../support/drawing';

/** The worked bills whose inputs a drawing can state: its rates are the bill’s quantities spread over 730 h. */

interface Case {
  readonly drawn: Drawn;
  /** Line of the worked bill → meters of ours that make it up. Lines that a drawing counts otherwise are left out. */
  readonly lines: Readonly<Record<string, string | readonly string[]>>;
  readonly options?: Billed;
}

/** Nothing but what the worked bill speaks of: no logs, no cold starts. */
const bare = { logBytes: 0, coldStart: 0 };
/** More concurrency than any of these bills needs. */
const quotas = { 'lambda/concurrent-executions': 200_000, 'api-gateway/account-rate': 100_000 };

const aFunction = (requests: number, milliseconds: number, config: Record<string, unknown>): Drawn => ({
  quotas,
  resources: {
    caller: ['client', { rate: aMonth(requests) }],
    worker: [
      'lambda',
      { ...bare, timeout: 900, duration: { distribution: 'constant', mean: milliseconds / 1000, scv: 0 }, ...config },
    ],
  },
  connections: [['client/invoke', 'caller', 'worker']],
});

const anApi = (requests: number, config: Record<string, unknown>, payload = 1024): Drawn => ({
  quotas,
  resources: {
    caller: ['client', { rate: aMonth(requests), payload, inVpc: config['endpoint'] === 'private' }],
    api: ['api-gateway', { accessLogBytes: 0, ...config }],
    worker: ['lambda', bare],
  },
  connections: [
    ['client/http-request', 'caller', 'api'],
    ['api-gateway/lambda-proxy', 'api', 'worker'],
  ],
});

const x86 = (memory: number, more: Record<string, unknown> = {}) => ({ architecture: 'x86_64', memory, ...more });
const arm = (memory: number) => ({ architecture: 'arm64', memory });
const ofX86 = { requests: 'lambda/requests_x86', duration: 'lambda/duration_x86' };
const ofArm = { requests: 'lambda/requests_arm', duration: 'lambda/duration_arm' };
const free = { freeTier: true };

/** Items of 1 KB: a unit for each strongly consistent read and for each write. */
const aTable = (reads: number, writes: number, gigabytes: number): Drawn => ({
  resources: {
    reader: ['client', { rate: aMonth(reads) }],
    writer: ['client', { rate: aMonth(writes) }],
    table: ['dynamodb', { storedBytes: gigabytes * 1024 ** 3, pointInTimeRecovery: false, peakWrites: 1e6 }],
  },
  connections: [
    ['client/read-items', 'reader', 'table', { consistency: 'strong' }],
    ['client/write-items', 'writer', 'table'],
  ],
});
/** A bucket beside a table: it adds nothing but what it stores. */
const withObjects = (drawn: Drawn, gigabytes: number): Drawn => ({
  ...drawn,
  resources: { ...drawn.resources, bucket: ['s3', { storedBytes: gigabytes * 1024 ** 3 }] },
});
const ofBucket = { 'S3 storage': 's3/standard_storage' };
const ofTable = { DynamoDB: ['dynamodb/od_read', 'dynamodb/od_write', 'dynamodb/storage'] };

const CASES: Readonly<Record<string, Case>> = {
  'aws-lambda-01': {
    drawn: aFunction(3e6, 120, x86(1536)),
    lines: { compute: 'lambda/duration_x86', requests: 'lambda/requests_x86' },
    options: free,
  },
  'aws-lambda-03': {
    drawn: aFunction(6e6, 280, x86(4096, { ephemeralStorage: 2048 })),
    lines: {
      compute: 'lambda/duration_x86',
      requests: 'lambda/requests_x86',
      ephemeral: 'lambda/ephemeral_storage_x86',
    },
    options: free,
  },
  'infracost-lambda-withUsage': { drawn: aFunction(1e5, 350, x86(128)), lines: ofX86 },
  'infracost-lambda-withUsage512Mem': { drawn: aFunction(1e5, 350, x86(512)), lines: ofX86 },
  'infracost-lambda-withUsage512Mem-arm': { drawn: aFunction(1e5, 350, arm(512)), lines: ofArm },
  'infracost-lambda-duration-75B-arm': { drawn: aFunction(7.5e9, 1024, arm(512)), lines: ofArm },
  'infracost-lambda-duration-11B-arm': { drawn: aFunction(11.25e9, 1024, arm(1024)), lines: ofArm },
  'infracost-lambda-duration-15B': { drawn: aFunction(15e9, 2048, x86(2048)), lines: ofX86 },
  'lambda-grizzly-100rps': {
    drawn: aFunction(259e6, 10, x86(128)),
    lines: { requests: 'lambda/requests_x86' },
    options: free,
  },
  'aws-apigw-01': {
    drawn: anApi(432e6, { type: 'HTTP', responseSize: 46 * 1024 }, 12 * 1024),
    lines: { requests: 'api-gateway/http_requests' },
  },
  'aws-apigw-03': {
    drawn: anApi(5e6, { responseSize: 3 * 1024 }),
    lines: { requests: 'api-gateway/rest_requests', 'data out': 'data-transfer/internet_out' },
  },
  'aws-apigw-04': { drawn: anApi(15e9, { responseSize: 4 * 1024 }), lines: { requests: 'api-gateway/rest_requests' } },
  'aws-apigw-05': {
    drawn: anApi(5e6, { endpoint: 'private', hasVpcEndpoint: true, responseSize: 3 * 1024 }, 307),
    lines: { requests: 'api-gateway/rest_requests', 'endpoint data': 'vpc/endpoint_gb' },
  },
  'infracost-apigw-cache-237': {
    drawn: anApi(1, { cacheSize: '237' }),
    lines: { cache: 'api-gateway/rest_cache_237gb_hour' },
  },
  'infracost-apigw-http-1B': {
    drawn: anApi(1e9, { type: 'HTTP' }, 512 * 1024),
    lines: { requests: 'api-gateway/http_requests' },
  },
  'guidance-apigw-1M': { drawn: anApi(1e6, {}), lines: { requests: 'api-gateway/rest_requests' } },
  'guidance-apigw-50k': { drawn: anApi(50_000, {}), lines: { requests: 'api-gateway/rest_requests' } },
  'infracost-sqs-standard': {
    drawn: {
      resources: { caller: ['client', { rate: aMonth(1e6), payload: 128 * 1024 }], queue: ['sqs'] },
      connections: [['client/send-message', 'caller', 'queue']],
    },
    lines: { requests: 'sqs/standard_requests' },
  },
  'infracost-sns-standard': {
    drawn: {
      resources: { caller: ['client', { rate: aMonth(1e6), payload: 128 * 1024 }], topic: ['sns'] },
      connections: [['client/publish', 'caller', 'topic']],
    },
    lines: { publish: 'sns/standard_publish' },
    options: free,
  },
  // The worked bill counts decimal gigabytes, so that its payload lines differ by 7 %.
  'infracost-sns-fifo-2': {
    drawn: {
      resources: {
        caller: ['client', { rate: aMonth(2e6), payload: 64 * 1024 }],
        topic: ['sns', { type: 'fifo' }],
        first: ['sqs', { type: 'fifo' }],
        second: ['sqs', { type: 'fifo' }],
        third: ['sqs', { type: 'fifo' }],
      },
      connections: [
        ['client/publish', 'caller', 'topic'],
        ['sns/queue-subscription', 'topic', 'first'],
        ['sns/queue-subscription', 'topic', 'second'],
        ['sns/queue-subscription', 'topic', 'third'],
      ],
    },
    lines: { publish: 'sns/fifo_publish', deliveries: 'sns/fifo_delivery' },
  },
  'commerceos-a': { drawn: aTable(8e5, 3e5, 5), lines: ofTable, options: free },
  'commerceos-c': {
    drawn: withObjects(aTable(8e7, 3e7, 60), 100),
    lines: { ...ofTable, ...ofBucket },
    options: free,
  },
  'commerceos-d': {
    drawn: withObjects(aTable(8e8, 3e8, 300), 500),
    lines: { ...ofTable, ...ofBucket },
    options: free,
  },
  'infracost-s3-standard': {
    drawn: {
      resources: {
        app: ['client', { rate: aMonth(10_000) }],
        bucket: ['s3', { storedBytes: 10_000 * 1024 ** 3 }],
      },
      connections: [
        ['client/write-objects', 'app', 'bucket'],
        ['client/read-objects', 'app', 'bucket'],
      ],
    },
    lines: { storage: 's3/standard_storage', put: 's3/requests_tier1', get: 's3/requests_tier2' },
  },
  'infracost-kinesis-provisioned': {
    drawn: {
      resources: { caller: ['client', { rate: aMonth(6.5e6) }], stream: ['kinesis', { shards: 4 }] },
      connections: [['client/put-record', 'caller', 'stream']],
    },
    lines: { 'shard hours': 'kinesis/shard_hour', 'put units': 'kinesis/put_payload_unit' },
  },
};

describe('worked bills, drawn', () => {
  for (const [id, { drawn, lines, options }] of Object.entries(CASES)) {
    const bill = worked.bills.find((each) => each.id === id);
    it(`${id}: ${bill?.title}`, async () => {
      const ours = await billed({ region: bill!.region, ...drawn }, options);
      const published = bill!.published.lines as Readonly<Record<string, number>>;
      const found = Object.entries(lines).map(([line, meters]) => [
        line,
        roundToCent([meters].flat().reduce((sum, meter) => sum + usdOf(ours, meter), 0)),
      ]);
      const expected = Object.keys(lines).map((line) => [line, published[line]]);
      expect(found).toEqual(expected);
    });
  }

  it('1,000 PUT payload units a second for 30 days in Oregon cost 36.29 USD', async () => {
    const ours = await billed({
      region: 'us-west-2',
      resources: {
        caller: ['client', { rate: aMonth(1000 * 720 * 3600), payload: 25 * 1024 }],
        stream: ['kinesis', { shards: 50 }],
      },
      connections: [['client/put-record', 'caller', 'stream']],
    });
    expect(roundToCent(usdOf(ours, 'kinesis/put_payload_unit'))).toBe(36.29);
  });
});
