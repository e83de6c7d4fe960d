/** Faults in queues, topics, buses, schedules and buckets. */
import type { Config } from '#shared/model/graph';
import { drawn, type Fault, fn, queue, several } from './fault';

const fifo = queue({ type: 'fifo' });
const subscribers = (first: Config, second: Config) =>
  drawn(
    { b: ['s3'], ...fn(), ...queue() },
    ['s3/function-notification', 'b', 'f', first],
    ['s3/queue-notification', 'b', 'q', second],
  );
const due = (schedule: Config) =>
  drawn({ often: ['scheduler', schedule], ...fn() }, ['scheduler/function-target', 'often', 'f']);
const targets = several(6, 'sqs', (id) => ['eventbridge/queue-target', 'bus', id, { rule: 'orders' }]);

const subscribed = (policy: Config) =>
  drawn({ t: ['sns'], partner: ['http-endpoint', { url: 'https://partner.example.com' }] }, [
    'sns/endpoint-subscription',
    't',
    'partner',
    policy,
  ]);
const delivered = (stream: Config, destination: Config) =>
  drawn({ delivery: ['firehose', stream], b: ['s3'] }, ['firehose/bucket-destination', 'delivery', 'b', destination]);
const flow = (settings: Config) =>
  drawn({ flow: ['appflow', settings], b: ['s3'] }, ['appflow/bucket-destination', 'flow', 'b']);

export const messagingFaults: readonly Fault[] = [
  {
    rule: 'sqs/failed-messages-are-kept',
    consequence: 'a message that always fails is tried until it expires, and is lost',
    drawn: drawn({ ...queue(), ...fn() }, ['lambda/queue-event-source', 'q', 'f']),
    nag: 'AwsSolutions-SQS3',
  },
  {
    rule: 'sqs/dead-letters-outlast-source',
    consequence: 'dead letters expire with the age that they had already',
    drawn: drawn({ ...queue(), dead: ['sqs'] }, ['sqs/redrive', 'q', 'dead']),
  },
  {
    rule: 'sqs/retention-outlasts-receives',
    consequence: 'messages expire before they reach the dead-letter queue',
    drawn: drawn(
      { ...queue({ visibilityTimeout: 43_200 }), dead: ['sqs', { retention: 1_209_600 }], ...fn() },
      ['sqs/redrive', 'q', 'dead'],
      ['lambda/queue-event-source', 'q', 'f'],
    ),
  },
  {
    rule: 'sqs/fair-queue-knows-its-tenants',
    consequence: 'a flood of objects of one tenant holds up the others',
    drawn: drawn({ ...queue({ type: 'fair' }), b: ['s3'] }, ['s3/queue-notification', 'b', 'q']),
  },
  {
    rule: 'sqs/retention-outlasts-delay',
    consequence: 'no message is ever delivered',
    drawn: drawn(queue({ delay: 300, retention: 300 })),
  },
  {
    rule: 'sqs/has-one-redrive-policy',
    consequence: 'one of the dead-letter queues gets nothing',
    drawn: drawn({ ...queue(), x: ['sqs'], y: ['sqs'] }, ['sqs/redrive', 'q', 'x'], ['sqs/redrive', 'q', 'y']),
  },
  {
    rule: 'check/consumers-do-not-compete',
    consequence: 'each consumer gets a part of the messages, by chance',
    drawn: drawn(
      { ...queue(), ...fn(), g: ['lambda', { timeout: 30 }] },
      ['lambda/queue-event-source', 'q', 'f'],
      ['lambda/queue-event-source', 'q', 'g'],
    ),
  },
  {
    rule: 'check/failed-work-does-not-return',
    consequence: 'what fails for good circles for ever',
    drawn: drawn(
      { ...queue(), dead: ['sqs', { visibilityTimeout: 180 }], ...fn(), redo: ['lambda', { timeout: 30 }] },
      ['lambda/queue-event-source', 'q', 'f'],
      ['sqs/redrive', 'q', 'dead'],
      ['lambda/queue-event-source', 'dead', 'redo'],
      ['lambda/send-message', 'redo', 'q'],
    ),
  },
  {
    rule: 'check/loops-are-detected',
    consequence: 'each change makes another, for ever and for money',
    drawn: drawn(
      { web: ['client'], table: ['dynamodb'], ...fn() },
      ['client/write-items', 'web', 'table'],
      ['lambda/stream-event-source', 'table', 'f'],
      ['lambda/write-items', 'f', 'table'],
    ),
  },
  {
    rule: 'sns/filter-share-has-a-policy',
    consequence: 'the queue gets every message instead of a fifth',
    drawn: drawn({ t: ['sns'], ...queue() }, ['sns/queue-subscription', 't', 'q', { filterShare: 0.2 }]),
  },
  {
    rule: 'sns/filter-policy-is-accepted',
    consequence: 'the deployment fails',
    drawn: drawn({ t: ['sns'], ...queue() }, [
      'sns/queue-subscription',
      't',
      'q',
      { filterPolicy: '{"type": "order"}' },
    ]),
  },
  {
    rule: 'sns/dead-letter-is-another-queue',
    consequence: 'what cannot be delivered is lost',
    drawn: drawn(
      { t: ['sns'], ...queue() },
      ['sns/queue-subscription', 't', 'q'],
      ['sns/subscription-dead-letter', 't', 'q'],
    ),
  },
  {
    rule: 'sns/order-reaches-the-queue',
    consequence: 'messages lose their order',
    drawn: drawn({ t: ['sns', { type: 'fifo' }], ...queue() }, ['sns/queue-subscription', 't', 'q']),
  },
  {
    rule: 'eventbridge/fifo-queue-deduplicates-by-content',
    consequence: 'the queue refuses every event',
    drawn: drawn({ bus: ['eventbridge'], ...fifo }, ['eventbridge/queue-target', 'bus', 'q']),
  },
  {
    rule: 'eventbridge/pattern-is-accepted',
    consequence: 'the deployment fails',
    drawn: drawn({ bus: ['eventbridge'], ...fn() }, [
      'eventbridge/function-target',
      'bus',
      'f',
      { pattern: '{"source": "shop"}' },
    ]),
  },
  {
    rule: 'eventbridge/default-bus-rules-have-a-pattern',
    consequence: 'the function runs for the events of every AWS service',
    drawn: drawn({ bus: ['eventbridge', { bus: 'default' }], ...fn() }, ['eventbridge/function-target', 'bus', 'f']),
  },
  {
    rule: 'eventbridge/targets-fit-a-rule',
    consequence: 'the deployment fails',
    drawn: drawn({ bus: ['eventbridge'], ...targets.resources }, ...targets.connections),
  },
  {
    rule: 'scheduler/cron-is-accepted',
    consequence: 'the deployment fails',
    drawn: due({ schedule: 'cron', cron: '0 2 * * * *' }),
  },
  { rule: 'scheduler/rate-is-whole-minutes', consequence: 'the deployment fails', drawn: due({ every: 90 }) },
  {
    rule: 'scheduler/one-time-has-a-date',
    consequence: 'the deployment fails',
    drawn: due({ schedule: 'once', at: '2027-02-30T09:00:00' }),
  },
  {
    rule: 'scheduler/fifo-queue-deduplicates-by-content',
    consequence: 'the queue refuses every message',
    drawn: drawn({ often: ['scheduler', { every: 3600 }], ...fifo }, ['scheduler/queue-target', 'often', 'q']),
  },
  {
    rule: 's3/filters-do-not-overlap',
    consequence: 'the deployment fails',
    drawn: subscribers({ prefix: 'images/large/' }, { prefix: 'images/', suffix: '.jpg' }),
  },
  {
    rule: 's3/results-do-not-trigger-again',
    consequence: 'each result starts the function again',
    drawn: drawn(
      { web: ['client'], b: ['s3'], ...fn() },
      ['client/write-objects', 'web', 'b'],
      ['s3/function-notification', 'b', 'f'],
      ['lambda/write-objects', 'f', 'b'],
    ),
  },
  {
    rule: 's3/queue-takes-notifications',
    consequence: 'large notifications are lost without a word',
    drawn: drawn({ b: ['s3'], ...queue({ maximumMessageSize: 32_768 }) }, ['s3/queue-notification', 'b', 'q']),
  },
  {
    rule: 'sns/subscription-is-the-only-one',
    consequence: 'the deployment fails',
    drawn: drawn(
      { t: ['sns'], ...queue() },
      ['sns/queue-subscription', 't', 'q'],
      ['sns/queue-subscription', 't', 'q'],
    ),
  },
  {
    rule: 'sns/retries-fit-an-hour',
    consequence: 'the deployment fails',
    drawn: subscribed({ retries: 24, retryInterval: 300 }),
  },
  {
    rule: 'sns/longest-retry-interval-is-longest',
    consequence: 'the deployment fails',
    drawn: subscribed({ longestRetryInterval: 10 }),
  },
  {
    rule: 'eventbridge/targets-share-the-pattern',
    consequence: 'one of the targets gets the events of the other',
    drawn: drawn(
      { bus: ['eventbridge'], ...queue(), ...fn() },
      ['eventbridge/queue-target', 'bus', 'q', { rule: 'all', pattern: '{"source": ["shop"]}' }],
      ['eventbridge/function-target', 'bus', 'f', { rule: 'all', pattern: '{"source": ["till"]}' }],
    ),
  },
  {
    rule: 'eventbridge/input-is-an-object',
    consequence: 'the deployment fails',
    drawn: drawn({ bus: ['eventbridge'], ...fn() }, ['eventbridge/function-target', 'bus', 'f', { input: 'object' }]),
  },
  {
    rule: 'scheduler/input-is-an-object',
    consequence: 'the function gets what its code does not read',
    drawn: drawn({ often: ['scheduler', { every: 3600 }], ...fn() }, [
      'scheduler/function-target',
      'often',
      'f',
      { input: '["daily"]' },
    ]),
  },
  {
    rule: 'firehose/partitioned-buffer-is-large',
    consequence: 'the deployment fails',
    drawn: delivered({}, { partitioning: true }),
  },
  {
    rule: 'firehose/conversion-has-no-compression',
    consequence: 'the deployment fails',
    drawn: delivered({ bufferSize: 64 }, { format: 'PARQUET', compression: 'GZIP' }),
  },
  {
    rule: 'firehose/partition-field-is-a-query',
    consequence: 'no record is delivered where it belongs',
    drawn: delivered({ bufferSize: 64, bufferInterval: 60 }, { partitioning: true, partitionField: 'customer' }),
  },
  {
    rule: 'firehose/stream-has-one-destination',
    consequence: 'there is no such stream',
    drawn: drawn({ delivery: ['firehose'] }),
  },
  { rule: 'appflow/schedule-is-whole-minutes', consequence: 'the deployment fails', drawn: flow({ every: 90 }) },
  {
    rule: 'appflow/schedule-fits-the-source',
    consequence: 'the deployment fails',
    drawn: flow({ source: 'google-analytics', every: 3600 }),
  },
  {
    rule: 'appflow/flow-has-one-destination',
    consequence: 'there is no such flow',
    drawn: drawn({ flow: ['appflow'] }),
  },
  {
    rule: 'pipes/given-up-records-are-kept',
    consequence: 'changes that fail in all attempts are gone without a word',
    drawn: drawn(
      { t: ['dynamodb'], p: ['pipes'], ...queue() },
      ['pipes/stream-source', 't', 'p', { batchSize: 10, maximumRetryAttempts: 2 }],
      ['pipes/queue-target', 'p', 'q'],
    ),
  },
  {
    rule: 'pipes/visibility-timeout-covers-executions',
    consequence: 'messages are passed on twice while the enrichment still works on them',
    drawn: drawn(
      { q: ['sqs', { visibilityTimeout: 30 }], p: ['pipes'], ...fn(), bus: ['eventbridge'] },
      ['pipes/queue-source', 'q', 'p'],
      ['pipes/enrich-by-function', 'p', 'f'],
      ['pipes/bus-target', 'p', 'bus'],
    ),
  },
];
