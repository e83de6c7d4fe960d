/** Faults in functions, and in what brings them work. */
import type { Config } from '#shared/model/graph';
import { type Connections, drawn, type Fault, fn, queue, type Resources, several } from './fault';

const mapped = (fromQueue: Config, ofFunction: Config, settings: Config) =>
  drawn({ ...queue(fromQueue), ...fn(ofFunction) }, mapping(settings));
const mapping = (settings: Config = {}): Connections[number] => [
  'lambda/queue-event-source',
  'q',
  'f',
  { reportBatchItemFailures: true, ...settings },
];
const shards: Resources = { s: ['kinesis', { shards: 2 }] };
const reading = (settings: Config = {}): Connections[number] => ['lambda/stream-event-source', 's', 'f', settings];
const read = (settings: Config) => drawn({ ...shards, ...fn() }, reading(settings));

const readers = several(5, 'lambda', (id) => ['lambda/stream-event-source', 's', id]);
const tableReaders = several(3, 'lambda', (id) => ['lambda/stream-event-source', 'table', id]);

export const functionFaults: readonly Fault[] = [
  {
    rule: 'lambda/visibility-timeout-covers-function-timeout',
    consequence: 'a message comes back while it is worked on',
    drawn: mapped({ visibilityTimeout: 10 }, {}, {}),
  },
  {
    rule: 'lambda/visibility-timeout-covers-retries',
    consequence: 'messages are worked on twice while the function retries',
    drawn: mapped({ visibilityTimeout: 30 }, {}, {}),
  },
  {
    rule: 'lambda/batch-failures-are-reported',
    consequence: 'one bad message brings the whole batch back',
    drawn: mapped({}, {}, { reportBatchItemFailures: false }),
  },
  {
    rule: 'lambda/large-batches-have-a-window',
    consequence: 'the deployment fails',
    drawn: mapped({}, {}, { batchSize: 100 }),
  },
  {
    rule: 'lambda/fifo-batches-are-small',
    consequence: 'the deployment fails',
    drawn: mapped({ type: 'fifo' }, {}, { batchSize: 11 }),
  },
  {
    rule: 'lambda/fifo-batches-do-not-wait',
    consequence: 'the deployment fails',
    drawn: mapped({ type: 'fifo' }, {}, { batchingWindow: 5 }),
  },
  {
    rule: 'lambda/pollers-exclude-maximum-concurrency',
    consequence: 'the deployment fails',
    drawn: mapped({}, {}, { provisionedPollers: true, maximumConcurrency: 5 }),
  },
  {
    rule: 'lambda/pollers-have-a-range',
    consequence: 'the deployment fails',
    drawn: mapped({}, {}, { provisionedPollers: true, minimumPollers: 100, maximumPollers: 50 }),
  },
  {
    rule: 'lambda/filter-pattern-is-json',
    consequence: 'the deployment fails',
    drawn: mapped({}, {}, { filterPattern: 'type = order' }),
  },
  {
    rule: 'lambda/reservation-lets-work-run',
    consequence: 'nothing ever runs',
    drawn: mapped({}, { reservedConcurrency: 0 }, {}),
  },
  {
    rule: 'lambda/reservation-covers-first-batches',
    consequence: 'throttled batches use up the receives of good messages',
    drawn: mapped({}, { reservedConcurrency: 2 }, {}),
  },
  {
    rule: 'lambda/reservation-covers-mappings',
    consequence: 'throttled batches use up the receives of good messages',
    drawn: mapped({}, { reservedConcurrency: 10 }, { maximumConcurrency: 20 }),
    disputed: 'AWS documents that it takes this, and throttles',
  },
  {
    rule: 'lambda/poison-record-ends',
    consequence: 'one bad record blocks its shard until it expires',
    drawn: read({}),
  },
  {
    rule: 'lambda/stream-failures-are-kept',
    consequence: 'records that fail for good are dropped without a trace',
    drawn: read({ maximumRetryAttempts: 3 }),
  },
  {
    rule: 'lambda/stream-batches-are-retried',
    consequence: 'a batch that fails once is dropped',
    drawn: read({ maximumRetryAttempts: 0 }),
  },
  {
    rule: 'lambda/record-age-is-below-retention',
    consequence: 'records expire before the mapping gives them up, and reach no failure destination',
    drawn: read({ maximumRecordAge: 172_800 }),
  },
  {
    rule: 'kinesis/readers-share-five-calls',
    consequence: 'readers are throttled as soon as the third is there',
    drawn: drawn({ ...shards, ...fn(), ...readers.resources }, reading(), ...readers.connections),
  },
  {
    rule: 'dynamodb/stream-has-two-readers',
    consequence: 'readers are throttled',
    drawn: drawn({ table: ['dynamodb'], ...tableReaders.resources }, ...tableReaders.connections),
  },
  {
    rule: 'lambda/asynchronous-failures-are-kept',
    consequence: 'events that fail three times are dropped',
    drawn: drawn({ t: ['sns'], ...fn() }, ['sns/function-subscription', 't', 'f']),
  },
  {
    rule: 'lambda/functions-do-not-wait-for-functions',
    consequence: 'two functions are paid for while one waits',
    drawn: drawn({ ...fn(), g: ['lambda', { timeout: 10 }] }, ['lambda/invoke', 'f', 'g']),
  },
  {
    rule: 'lambda/timeout-covers-usual-duration',
    consequence: 'most invocations are cut off',
    drawn: drawn(fn({ timeout: 3, duration: { mean: 5 } })),
  },
  {
    rule: 'lambda/provisioned-fits-reservation',
    consequence: 'the deployment fails',
    drawn: drawn(fn({ provisionedConcurrency: 10, reservedConcurrency: 5 })),
  },
  {
    rule: 'lambda/snapstart-is-supported',
    consequence: 'the deployment fails',
    drawn: drawn(fn({ snapStart: true })),
  },
  {
    rule: 'lambda/snapstart-excludes-large-storage',
    consequence: 'the deployment fails',
    drawn: drawn(fn({ snapStart: true, runtime: 'python3.14', ephemeralStorage: 1024 })),
  },
  {
    rule: 'lambda/snapstart-excludes-provisioned',
    consequence: 'the deployment fails',
    drawn: drawn(fn({ snapStart: true, runtime: 'python3.14', provisionedConcurrency: 5 })),
  },
  {
    rule: 'lambda/function-url-is-guarded',
    consequence: 'anyone uses up the concurrency of the account',
    drawn: drawn({ web: ['client'], ...fn({ urlAuthorization: 'NONE' }) }, ['client/function-url', 'web', 'f']),
  },
  {
    rule: 'lambda/fan-out-is-offered',
    consequence: 'the table is read like by any other reader, and nothing is faster',
    drawn: drawn({ table: ['dynamodb'], ...fn() }, [
      'lambda/stream-event-source',
      'table',
      'f',
      { enhancedFanOut: true },
    ]),
  },
  {
    rule: 'lambda/mapping-is-the-only-one',
    consequence: 'the deployment fails',
    drawn: drawn({ ...queue(), ...fn() }, mapping(), mapping()),
  },
  {
    rule: 'lambda/has-one-destination-for-each-end',
    consequence: 'one of the destinations gets nothing',
    drawn: drawn(
      { t: ['sns'], ...fn(), failed: ['sqs'], alarm: ['sns'] },
      ['sns/function-subscription', 't', 'f'],
      ['lambda/on-failure-queue', 'f', 'failed'],
      ['lambda/on-failure-topic', 'f', 'alarm'],
    ),
  },
  {
    rule: 'lambda/reservations-leave-the-floor',
    consequence: 'the deployment fails',
    drawn: drawn({ ...fn({ reservedConcurrency: 450 }), g: ['lambda', { reservedConcurrency: 500 }] }),
  },
];
