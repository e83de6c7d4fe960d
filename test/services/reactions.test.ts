/** What services say that they react to in a run, held against runs: a failure changes something where they say so. */
import { describe, expect, it } from 'vitest';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import type { Failure } from '#shared/simulation/failure-schedule';
import { type Drawn, drawing } from '../support/drawing';
import { always, exponentially, simulateGraph } from '../support/simulated';

const fn = (config: Config = {}) => ['lambda', { duration: always(0.05), timeout: 10, ...config }] as const;
const client = ['client', { rate: 10 }] as const;

/** By service: a drawing with load in which it is `it`, with settings that let every reaction show. */
const drawings: Readonly<Record<string, Drawn>> = {
  client: {
    resources: { it: client, fifo: ['sqs', { type: 'fifo' }], end: fn() },
    connections: [
      ['client/send-message', 'it', 'fifo'],
      ['lambda/queue-event-source', 'fifo', 'end'],
    ],
  },
  scheduler: {
    resources: { it: ['scheduler', { expression: 'rate(1 minute)', schedules: 50 }], end: fn() },
    connections: [['scheduler/function-target', 'it', 'end']],
  },
  'api-gateway': {
    quotas: { 'api-gateway/account-rate': 20, 'api-gateway/account-burst': 20 },
    resources: { client, it: ['api-gateway'], end: fn() },
    connections: [
      ['client/http-request', 'client', 'it'],
      ['api-gateway/lambda-proxy', 'it', 'end'],
    ],
  },
  cloudfront: {
    resources: { client, it: ['cloudfront', { hitShare: 0 }], api: ['api-gateway'], end: fn() },
    connections: [
      ['client/http-request', 'client', 'it'],
      ['cloudfront/http-origin', 'it', 'api'],
      ['api-gateway/lambda-proxy', 'api', 'end'],
    ],
  },
  lambda: {
    quotas: { 'lambda/environments-per-second': 1, 'lambda/environment-burst': 5 },
    // Environments come and go all the time.
    resources: { client, it: fn({ duration: exponentially(0.1), keepAlive: 1 }) },
    connections: [['client/invoke', 'client', 'it']],
  },
  'http-endpoint': {
    resources: { client, fn: fn(), it: ['http-endpoint'] },
    connections: [
      ['client/invoke', 'client', 'fn'],
      ['lambda/http-call', 'fn', 'it'],
    ],
  },
  sqs: {
    resources: { client, it: ['sqs', { type: 'fifo' }], end: fn() },
    connections: [
      ['client/send-message', 'client', 'it'],
      ['lambda/queue-event-source', 'it', 'end'],
    ],
  },
  sns: {
    resources: { client, it: ['sns', { type: 'fifo' }], fifo: ['sqs', { type: 'fifo' }], end: fn() },
    connections: [
      ['client/publish', 'client', 'it'],
      ['sns/queue-subscription', 'it', 'fifo'],
      ['lambda/queue-event-source', 'fifo', 'end'],
    ],
  },
  eventbridge: {
    resources: { client, it: ['eventbridge'], end: fn() },
    connections: [
      ['client/put-events', 'client', 'it'],
      ['eventbridge/function-target', 'it', 'end'],
    ],
  },
  'step-functions': {
    quotas: { 'step-functions/standard-start-burst': 20 },
    resources: { client, it: ['step-functions'], end: fn() },
    connections: [
      ['client/start-execution', 'client', 'it'],
      ['step-functions/invoke-function', 'it', 'end'],
    ],
  },
  kinesis: {
    resources: { client, it: ['kinesis', { shards: 2 }], end: fn() },
    connections: [
      ['client/put-record', 'client', 'it'],
      ['lambda/stream-event-source', 'it', 'end'],
    ],
  },
  firehose: {
    resources: { client, it: ['firehose', { bufferInterval: 5 }], end: ['s3'] },
    connections: [
      ['client/put-to-delivery-stream', 'client', 'it'],
      ['firehose/bucket-destination', 'it', 'end'],
    ],
  },
  dynamodb: {
    resources: { client, it: ['dynamodb', { itemSize: 1000 }], end: fn() },
    connections: [
      ['client/write-items', 'client', 'it'],
      ['lambda/stream-event-source', 'it', 'end'],
    ],
  },
  s3: {
    quotas: { 's3/prefix-writes': 6, 's3/prefix-reads': 6 },
    resources: { client, it: ['s3', { partitionedPrefixes: 2 }], end: fn() },
    connections: [
      ['client/write-objects', 'client', 'it'],
      ['client/read-objects', 'client', 'it'],
      ['s3/function-notification', 'it', 'end'],
    ],
  },
};

const at = 2;
const during = { resource: 'it', at, for: 100 } as const;
const failures: readonly Exclude<Failure, { readonly kind: 'quota-cut' | 'kick' }>[] = [
  { kind: 'errors', ...during, share: 1 },
  { kind: 'slowness', ...during, factor: 20 },
  { kind: 'hot-key', ...during, share: 1 },
  { kind: 'consumer-stopped', ...during },
  { kind: 'poison-message', resource: 'it', at, count: 5 },
  { kind: 'cold-start-storm', resource: 'it', at },
];

describe.each(Object.entries(drawings))('%s', (id, drawn) => {
  const graph = drawing(drawn);
  const service = services.find((each) => each.id === id)!;
  const { config } = graph.resources.find((each) => each.id === 'it')!;
  // Not the digest: the failure's own beginning and end are events of the run.
  const found = (injected: readonly Failure[]): string => {
    const { resources, series, answers } = simulateGraph(graph, { duration: 130, failures: injected });
    return JSON.stringify([resources, series, answers]);
  };
  const undisturbed = found([]);
  const reactions = service.reactions!(config);

  it('reacts to the failures that it names, and to no other', () => {
    const felt = failures.filter((failure) => found([failure]) !== undisturbed).map(({ kind }) => kind);
    expect(felt.toSorted()).toEqual(reactions.failures.toSorted());
  });

  it('notices a cut of the quotas that it names', () => {
    for (const quota of reactions.quotas) {
      expect(service.quotas.map((each) => each.id)).toContain(quota);
      expect([quota, found([{ kind: 'quota-cut', ...during, quota, to: 0 }]) === undisturbed]).toEqual([quota, false]);
    }
  });
});
