/** What a pipe polls, as an event source mapping does. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { receivesAllowed } from '#shared/model/redrive';
import { seconds } from '#shared/model/unit';
import { queueSourceRules, streamSourceRules } from './rules/index';
import { queueSourceConfig, type SourceConfig, streamSourceConfig } from './source-config';
import { deadLetterOf } from './stages';
import { wiring } from './wiring';

const SQS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html';
const asOf = '2026-11-27';

/** Batches, so pollers, with which a pipe starts (SQS). */
const IDLE_POLLERS = 5;
/** Pipes poll long, for as long as SQS allows. */
const LONG_POLL = seconds(20);

function badge({ batchSize, batchingWindow, filterShare }: SourceConfig, parallel = 1): string {
  return [
    `batch ${batchSize}${batchingWindow > 0 ? ` × ${batchingWindow} s` : ''}`,
    ...(parallel > 1 ? [`${parallel} per shard`] : []),
    ...(filterShare < 1 ? [`${Math.round(filterShare * 100)} % pass`] : []),
  ].join(' · ');
}

export const sourceKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'pipes/queue-source',
    title: 'Source',
    from: 'poll-queue',
    to: 'take-batches',
    invocation: 'poll',
    role: 'work',
    config: queueSourceConfig,
    summary: 'The pipe polls the queue and passes messages on, a batch at a time.',
    behaviour: ({ from }) => {
      const attempts = receivesAllowed(from.resource);
      return {
        mechanism: 'EventBridge pipe that polls the queue',
        retriedBy: 'service',
        ...(attempts === undefined ? { retriedFor: from.terms.retention } : { attempts }),
        delivery: 'at least once',
        ordering: from.terms.fifo ? 'per message group' : 'none',
        onThrottle:
          'what the enrichment or the target refuses is visible again after the visibility timeout, with a higher receive count: throttling alone can fill the dead-letter queue',
        onFailure:
          attempts === undefined
            ? 'the message comes back after each visibility timeout until it expires, and is then lost: the queue has no dead-letter queue'
            : `after ${attempts} receives the message moves to the queue’s dead-letter queue; a dead-letter queue of the pipe is not used`,
        permission: 'role of the pipe with sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes',
      };
    },
    polls: () => ({ pollers: IDLE_POLLERS, wait: LONG_POLL, source: SQS, asOf }),
    badge: (config) => badge(config),
    rules: queueSourceRules,
    cdk: wiring.queueSource,
  }),
  defineConnection({
    id: 'pipes/stream-source',
    title: 'Source',
    from: 'read-shards',
    to: 'take-batches',
    invocation: 'poll',
    role: 'work',
    config: streamSourceConfig,
    summary: 'The pipe reads each shard in order and passes records on, a batch at a time.',
    behaviour: ({ config, from, to }) => {
      const { maximumRetryAttempts, maximumRecordAge, parallelizationFactor } = config;
      const isBounded = maximumRetryAttempts !== undefined || maximumRecordAge !== undefined;
      const lost = deadLetterOf(to.resource) ? 'its position is sent to the dead-letter queue' : 'it is lost';
      return {
        mechanism: 'EventBridge pipe that reads the shards',
        retriedBy: 'service',
        ...(maximumRetryAttempts === undefined ? {} : { attempts: maximumRetryAttempts + 1 }),
        retriedFor: seconds(Math.min(maximumRecordAge ?? Infinity, from.terms.retention)),
        delivery: 'at least once',
        ordering: parallelizationFactor > 1 ? 'per partition key' : 'per shard',
        onThrottle: 'the shard waits while its batch is tried again, and the iterator age grows',
        onFailure: isBounded
          ? `the shard waits while the batch is tried again; after the last attempt ${lost}`
          : 'the shard waits while the batch is tried again, until its records expire: one bad record blocks all behind it',
        permission:
          from.terms.records === 'data'
            ? 'role of the pipe with kinesis:GetRecords, GetShardIterator, DescribeStream and ListShards'
            : 'role of the pipe with dynamodb:GetRecords, GetShardIterator, DescribeStream and ListStreams',
      };
    },
    reads: () => 'shared',
    badge: (config) => badge(config, config.parallelizationFactor),
    rules: streamSourceRules,
    cdk: wiring.streamSource,
  }),
];
