/**
 * Faults planted in drawings that deploy: AWS's engine, cdk-preflight and cdk-nag (with the exporter's acknowledgements)
 * let them through, and Spillway does not. What AWS's tools do refuse is in refusals.ts.
 */
import type { Drawn } from '../support/drawing';

export interface Fault {
  /** Of Spillway, which finds it. */
  readonly rule: string;
  /** What happens to whoever deploys it. */
  readonly consequence: string;
  readonly drawn: Drawn;
}

type Resources = NonNullable<Drawn['resources']>;
type Connections = NonNullable<Drawn['connections']>;

const worker: Resources = { f: ['lambda', { timeout: 30 }] };
const queue = (settings: object = {}): Resources => ({ q: ['sqs', { visibilityTimeout: 180, ...settings }] });
const shards = (settings: object = {}): Resources => ({ s: ['kinesis', { shards: 2, ...settings }] });
const drawn = (resources: Resources, ...connections: Connections): Drawn => ({ resources, connections });
const mapping = (settings: object = {}): Connections[number] => [
  'lambda/queue-event-source',
  'q',
  'f',
  { reportBatchItemFailures: true, ...settings },
];
const reading = (settings: object = {}): Connections[number] => [
  'lambda/stream-event-source',
  's',
  'f',
  { ...settings },
];

export const FAULTS: readonly Fault[] = [
  {
    rule: 'sqs/failed-messages-are-kept',
    consequence: 'a message that always fails is tried until it expires, and is lost',
    drawn: drawn({ ...queue(), ...worker }, mapping()),
  },
  {
    rule: 'lambda/batch-failures-are-reported',
    consequence: 'one bad message brings the whole batch back',
    drawn: drawn({ ...queue(), ...worker }, mapping({ reportBatchItemFailures: false })),
  },
  {
    rule: 'lambda/visibility-timeout-covers-retries',
    consequence: 'messages are worked on twice while the function retries',
    drawn: drawn({ ...queue({ visibilityTimeout: 30 }), ...worker }, mapping()),
  },
  {
    rule: 'lambda/reservation-lets-work-run',
    consequence: 'nothing ever runs',
    drawn: drawn({ ...queue(), f: ['lambda', { timeout: 30, reservedConcurrency: 0 }] }, mapping()),
  },
  {
    rule: 'lambda/poison-record-ends',
    consequence: 'one bad record blocks its shard until it expires',
    drawn: drawn({ ...shards(), ...worker }, reading()),
  },
  {
    rule: 'lambda/stream-failures-are-kept',
    consequence: 'records that fail for good are dropped without a trace',
    drawn: drawn({ ...shards(), ...worker }, reading({ maximumRetryAttempts: 3 })),
  },
  {
    rule: 'lambda/asynchronous-failures-are-kept',
    consequence: 'events that fail three times are dropped',
    drawn: drawn({ t: ['sns'], ...worker }, ['sns/function-subscription', 't', 'f']),
  },
  {
    rule: 'lambda/reservation-covers-first-batches',
    consequence: 'throttled batches use up the receives of good messages',
    drawn: drawn({ ...queue(), f: ['lambda', { timeout: 30, reservedConcurrency: 2 }] }, mapping()),
  },
  {
    rule: 'sns/filter-share-has-a-policy',
    consequence: 'the queue gets every message instead of a fifth',
    drawn: drawn({ t: ['sns'], ...queue() }, ['sns/queue-subscription', 't', 'q', { filterShare: 0.2 }]),
  },
  {
    rule: 'lambda/functions-do-not-wait-for-functions',
    consequence: 'two functions are paid for while one waits',
    drawn: drawn({ ...worker, g: ['lambda', { timeout: 10 }] }, ['lambda/invoke', 'f', 'g']),
  },
  {
    rule: 'kinesis/readers-share-five-calls',
    consequence: 'readers are throttled as soon as the third is there',
    drawn: drawn(
      { ...shards(), ...worker, g: ['lambda'], h: ['lambda'], i: ['lambda'], j: ['lambda'], k: ['lambda'] },
      reading(),
      ...['g', 'h', 'i', 'j', 'k'].map((id): Connections[number] => ['lambda/stream-event-source', 's', id]),
    ),
  },
];

/** cdk-preflight calls it an error; AWS documents that it is taken and throttles, which is what Spillway says. */
export const DISPUTED: Fault & { readonly refusedAs: string } = {
  rule: 'lambda/reservation-covers-mappings',
  refusedAs: 'pf-lambda-esm-max-concurrency-vs-reserved',
  consequence: 'throttled batches use up the receives of good messages',
  drawn: drawn(
    { ...queue(), f: ['lambda', { timeout: 30, reservedConcurrency: 10 }] },
    mapping({ maximumConcurrency: 20 }),
  ),
};
