/** Queues, topics, streams and flows. */
import { also, APPFLOW, instead, KINESIS, LAMBDA, type Lesson, SNS, SQS } from './lesson';

export const messagingLessons: readonly Lesson[] = [
  {
    id: 'queue-types',
    subject: 'SQS',
    title: 'Standard and FIFO queues',
    statement:
      'Consumers pull. A standard queue has high throughput, best-effort order and delivers at least once; a FIFO queue takes 300 operations a second, keeps order and delivers exactly once, by message group and deduplication ids. Data is deleted once consumed.',
    today: [
      instead(
        '300 calls a second hold for each action of a FIFO queue in normal mode, 3,000 messages with full batches. High throughput gives 2,400 to 70,000 calls a second, by Region; one message group stays at 300.',
        `${SQS}/quotas-messages.html`,
      ),
      instead(
        'Exactly once is about entering: a message with the same deduplication id is dropped for five minutes. A message whose visibility timeout passes is delivered again, so code must still be idempotent.',
        `${SQS}/FIFO-queues-understanding-logic.html`,
      ),
      instead(
        'A deduplication id is not needed where content-based deduplication is on; it takes the body alone, not the attributes.',
        `${SQS}/using-messagededuplicationid-property.html`,
      ),
      instead(
        'Nothing is deleted by being received: the consumer must delete it, as Lambda’s mapping does after success. Otherwise it comes back.',
        `${SQS}/sqs-basic-architecture.html`,
      ),
      {
        ...also(
          'A standard queue may have message groups too, one for each tenant: it is then a fair queue, which gives messages of quiet tenants out first while one has a backlog. They keep no order.',
          `${SQS}/sqs-fair-queues-detailed.html`,
        ),
        asOf: '2026-11-28',
      },
    ],
    rules: [
      'check/consumers-do-not-compete',
      'check/order-survives-to-ordered-stages',
      'lambda/fifo-batches-are-small',
      'lambda/fifo-batches-do-not-wait',
      'lambda/groups-feed-concurrency',
      'lambda/resent-messages-are-deduplicated',
      'sqs/busiest-group-share-is-possible',
      'sqs/failed-messages-are-kept',
      'sqs/fair-queue-has-several-tenants',
      'sqs/fair-queue-knows-its-tenants',
      'sqs/groups-allow-parallel-work',
      'sqs/messages-are-consumed',
      'sqs/receives-allow-for-throttles',
    ],
  },
  {
    id: 'delay-queues',
    subject: 'SQS',
    title: 'A delay queue shows messages later',
    statement: 'A delay queue makes a message visible to consumers only after a period of time.',
    today: [
      also(
        'The delay is 15 minutes at most. A message of a standard queue may have its own; on a FIFO queue the queue’s delay holds for all.',
        `${SQS}/sqs-delay-queues.html`,
      ),
      also('The time of the delay counts against the retention of the message.', `${SQS}/sqs-delay-queues.html`),
    ],
    rules: ['sqs/retention-outlasts-delay'],
  },
  {
    id: 'polling',
    subject: 'SQS',
    title: 'Long polling costs less than short polling',
    statement:
      'Long polling waits up to 20 s for messages (WaitTimeSeconds) and saves cost; short polling returns at once.',
    today: [
      also(
        'Every receive is a billed request, an empty one too. Short polling asks some of the servers only and may come back empty although messages are there.',
        `${SQS}/quotas-queues.html`,
      ),
      also(
        'Behind Lambda there is nothing to set: its pollers use long polling, and their receives are billed to you.',
        `${LAMBDA}/services-sqs-scaling.html`,
      ),
    ],
    rules: ['lambda/pollers-are-needed', 'lambda/window-suits-traffic'],
  },
  {
    id: 'topics',
    subject: 'SNS',
    title: 'Topics push to every subscriber and keep nothing',
    statement:
      'SNS pushes (publish and subscribe) and feeds queues for fan-out. Data is not persisted, and no throughput is provisioned.',
    today: [
      instead(
        'Nothing is provisioned, but publishing has a quota for the account and Region: 30,000 messages a second in us-east-1, 300 in the smallest Regions.',
        'https://docs.aws.amazon.com/general/latest/gr/sns.html',
      ),
      instead(
        'A standard topic keeps nothing; a FIFO topic can archive for up to 365 days and replay.',
        'https://docs.aws.amazon.com/general/latest/gr/sns.html',
      ),
      also(
        'What cannot be delivered is lost, unless the subscription has a dead-letter queue.',
        `${SNS}/sns-dead-letter-queues.html`,
      ),
      also(
        'An error of the receiving end’s setting, such as a deleted queue or a missing policy, is not tried again at all.',
        `${SNS}/sns-message-delivery-retries.html`,
      ),
      also('A FIFO topic delivers to queues only.', `${SNS}/fifo-message-delivery.html`),
    ],
    rules: [
      'sns/dead-letter-is-another-queue',
      'sns/filter-policies-fit',
      'sns/large-messages-have-few-subscribers',
      'sns/order-reaches-the-queue',
      'sns/topic-has-subscribers',
      'sns/undelivered-messages-are-kept',
    ],
  },
  {
    id: 'streams',
    subject: 'Kinesis',
    title: 'Streams keep order by shard and have several readers',
    statement:
      'Consumers pull. Records of one key reach the same shard and so the same processor; order holds by shard; several applications read the stream independently. Capacity is on demand or in shards.',
    today: [
      also(
        'A shard takes 1 MB and 1,000 records a second, whatever the mode: on demand the shards are out of sight, and one busy key still meets that limit.',
        `${KINESIS}/service-sizes-and-limits.html`,
      ),
      also(
        'Readers without enhanced fan-out share five reads and 2 MB a second of each shard. With it each has 2 MB a second of its own.',
        `${KINESIS}/enhanced-consumers.html`,
      ),
      instead(
        'PutRecords may succeed in part and does not keep the order of its batch; PutRecord with SequenceNumberForOrdering does.',
        'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html',
      ),
      instead(
        'There are three ways to pay: provisioned, on demand, and on-demand Advantage for the whole account with a commitment.',
        `${KINESIS}/how-do-i-size-a-stream.html`,
      ),
    ],
    rules: [
      'kinesis/fan-out-consumers-fit',
      'kinesis/keys-reach-every-shard',
      'kinesis/readers-share-five-calls',
      'kinesis/shards-are-used',
      'kinesis/shards-fit-account',
      'kinesis/stream-has-readers',
      'lambda/fan-out-is-needed',
      'lambda/parallelization-has-keys',
      'lambda/records-keep-their-order',
      'lambda/starting-position-misses-nothing',
    ],
  },
  {
    id: 'appflow',
    subject: 'AppFlow',
    title: 'AppFlow moves data from SaaS applications to AWS',
    statement: 'AppFlow transfers data from SaaS applications to AWS services and can transform it on the way.',
    today: [
      also(
        'A flow runs by schedule, on change events of the source, or on demand, and writes to one destination: a bucket, a warehouse, a partner event bus for Salesforce’s events, or another application.',
        `${APPFLOW}/flow-triggers.html`,
      ),
      also(
        'It maps, concatenates, truncates, masks, filters and validates. A record that fails a validation is left out or ends the whole run.',
        `${APPFLOW}/flows.html`,
      ),
      also(
        'Queues, topics, streams, tables and functions are no destinations: what has to reach them goes by way of a bucket’s notifications or an event bus.',
        `${APPFLOW}/what-is-appflow.html`,
      ),
      also(
        'How often a source may be read is its own: every minute, hour or day. Each page that is pulled counts against the API quota of the application.',
        `${APPFLOW}/service-quotas.html`,
      ),
      instead(
        'It goes the other way too: Salesforce, Marketo, Zendesk and others are destinations, and a bucket may be the source.',
        `${APPFLOW}/what-is-appflow.html`,
      ),
    ],
    rules: [
      'appflow/bucket-is-read-at-set-times',
      'appflow/bus-takes-salesforce-events',
      'appflow/destination-is-named',
      'appflow/events-fit-the-bus',
      'appflow/failed-runs-are-noticed',
      'appflow/flow-has-one-destination',
      'appflow/one-record-does-not-end-a-run',
      'appflow/schedule-fits-the-source',
      'appflow/schedule-is-whole-minutes',
      'appflow/source-bucket-is-drawn',
      'appflow/source-is-a-folder',
      'appflow/started-flows-run-on-demand',
      'appflow/unchanged-records-stay',
    ],
  },
];
