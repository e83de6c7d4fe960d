/** What the simulation's speed is measured on: the systems of queueing theory, and one drawing of many services. */
import type { Drawn } from '../support/drawing';

const exponential = (mean: number) => ({ distribution: 'exponential', mean, scv: 1 });
const lognormal = (mean: number, scv: number) => ({ distribution: 'lognormal', mean, scv });
const constant = (mean: number) => ({ distribution: 'constant', mean, scv: 0 });

export interface Work {
  readonly name: string;
  readonly what: string;
  readonly drawn: Drawn;
  readonly duration: number;
  /** Share of the floor's events per second that is aimed at, where the model's events are the floor's. */
  readonly must?: number;
}

export const works: readonly Work[] = [
  {
    name: 'W1',
    what: 'function with one place behind a queue, 0.8 erlang',
    drawn: {
      resources: {
        client: ['client', { rate: 0.8 }],
        queue: ['sqs', { visibilityTimeout: 43_200 }],
        worker: [
          'lambda',
          { duration: exponential(1), timeout: 900, coldStart: 0, keepAlive: 7200, reservedConcurrency: 2 },
        ],
      },
      connections: [
        ['client/send-message', 'client', 'queue'],
        ['lambda/queue-event-source', 'queue', 'worker', { batchSize: 1, maximumConcurrency: 2 }],
      ],
    },
    duration: 1_000_000,
  },
  {
    name: 'W2',
    what: 'function with 100 reserved places, 90 erlang',
    drawn: {
      resources: {
        client: ['client', { rate: 90, sdkAttempts: 1 }],
        fn: ['lambda', { reservedConcurrency: 100, duration: exponential(1), timeout: 900, coldStart: 0 }],
      },
      connections: [['client/invoke', 'client', 'fn']],
    },
    duration: 12_000,
    must: 0.4,
  },
  {
    name: 'W3',
    what: 'queue and function of 20, lognormal, 17 erlang',
    drawn: {
      resources: {
        client: ['client', { rate: 17 }],
        queue: ['sqs', { visibilityTimeout: 43_200 }],
        worker: ['lambda', { duration: lognormal(1, 2), timeout: 900, coldStart: 0, keepAlive: 7200 }],
      },
      connections: [
        ['client/send-message', 'client', 'queue'],
        ['lambda/queue-event-source', 'queue', 'worker', { batchSize: 1, maximumConcurrency: 20 }],
      ],
    },
    duration: 50_000,
  },
  {
    name: 'W4',
    what: 'usage plan 1,000/s, burst 500, 1,200/s',
    drawn: {
      resources: {
        client: ['client', { rate: 1200 }],
        api: ['api-gateway', { overhead: 0 }],
      },
      connections: [['client/http-request', 'client', 'api', { usagePlan: true, planRate: 1000, planBurst: 500 }]],
    },
    duration: 1200,
  },
  {
    name: 'G',
    what: 'client, API, function, topic, queue, FIFO queue, stream and three consumers, 1,000/s',
    drawn: {
      resources: {
        client: ['client', { rate: 1000, httpAttempts: 4 }],
        api: ['api-gateway', { stageRate: 1200, stageBurst: 500, overhead: 0.005 }],
        front: ['lambda', { reservedConcurrency: 400, duration: lognormal(0.2, 1), coldStart: 0.5, timeout: 60 }],
        topic: ['sns'],
        queue: ['sqs', { visibilityTimeout: 30 }],
        dead: ['sqs'],
        worker: ['lambda', { duration: lognormal(0.3, 1), errorRate: 0.02, timeout: 30, reservedConcurrency: 60 }],
        ordered: ['sqs', { type: 'fifo', throughput: 'high', messageGroups: 500 }],
        careful: ['lambda', { duration: exponential(0.07), timeout: 30, reservedConcurrency: 80 }],
        stream: ['kinesis', { shards: 4 }],
        reader: ['lambda', { duration: constant(0.05), perRecord: 0.001, timeout: 60, reservedConcurrency: 40 }],
      },
      connections: [
        ['client/http-request', 'client', 'api'],
        ['api-gateway/lambda-proxy', 'api', 'front'],
        ['lambda/publish', 'front', 'topic'],
        ['lambda/put-record', 'front', 'stream'],
        ['lambda/send-message', 'front', 'ordered'],
        ['sns/queue-subscription', 'topic', 'queue'],
        [
          'lambda/queue-event-source',
          'queue',
          'worker',
          { batchSize: 10, maximumConcurrency: 60, reportBatchItemFailures: true },
        ],
        ['sqs/redrive', 'queue', 'dead', { maxReceiveCount: 3 }],
        ['lambda/queue-event-source', 'ordered', 'careful', { batchSize: 10, maximumConcurrency: 60 }],
        ['lambda/stream-event-source', 'stream', 'reader', { batchSize: 100 }],
      ],
    },
    duration: 600,
  },
];
