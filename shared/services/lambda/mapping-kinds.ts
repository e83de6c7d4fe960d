/** Event source mappings: Lambda polls the source and invokes the function with batches, synchronously. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { receivesAllowed } from '#shared/model/redrive';
import { seconds } from '#shared/model/unit';
import { queueMapping, type QueueMappingConfig, streamMapping, type StreamMappingConfig } from './mapping-config';
import { queueMappingRules, streamMappingRules } from './rules/index';
import { wiring } from './wiring';

const SQS_SCALING = 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html';
const asOf = '2026-11-23';

/** Concurrent batches, so pollers, with which a mapping starts and to which it falls back (SQS_SCALING). */
const IDLE_POLLERS = 5;

/** Mappings poll long, for as long as SQS allows. */
const LONG_POLL = seconds(20);

function queueBadge({ batchSize, batchingWindow, maximumConcurrency }: QueueMappingConfig): string {
  const window = batchingWindow > 0 ? ` × ${batchingWindow} s` : '';
  return `batch ${batchSize}${window}${maximumConcurrency === undefined ? '' : ` · max ${maximumConcurrency}`}`;
}

function streamBadge({
  batchSize,
  batchingWindow,
  parallelizationFactor,
  enhancedFanOut,
}: StreamMappingConfig): string {
  const window = batchingWindow > 0 ? ` × ${batchingWindow} s` : '';
  const parallel = parallelizationFactor > 1 ? ` · ${parallelizationFactor} per shard` : '';
  return `batch ${batchSize}${window}${parallel}${enhancedFanOut ? ' · fan-out' : ''}`;
}

export const mappingKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'lambda/queue-event-source',
    title: 'Event source mapping',
    from: 'poll-queue',
    to: 'invoke',
    invocation: 'poll',
    role: 'work',
    config: queueMapping,
    summary: 'Lambda polls the queue and invokes the function with batches of messages.',
    behaviour: ({ from }) => {
      const attempts = receivesAllowed(from.resource);
      return {
        mechanism: 'event source mapping',
        retriedBy: 'service',
        ...(attempts === undefined ? { retriedFor: from.terms.retention } : { attempts }),
        delivery: 'at least once',
        ordering: from.terms.fifo ? 'per message group' : 'none',
        onThrottle:
          'the batch goes back and is visible again after the visibility timeout, with a higher receive count: throttling alone can fill the dead-letter queue',
        onFailure:
          attempts === undefined
            ? 'the message comes back after each visibility timeout until it expires, and is then lost: the queue has no dead-letter queue'
            : `after ${attempts} receives the message moves to the queue’s dead-letter queue; the function’s own destinations are not used`,
        permission: 'execution role with sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes',
      };
    },
    polls: ({ provisionedPollers, minimumPollers }) => ({
      pollers: provisionedPollers ? minimumPollers : IDLE_POLLERS,
      wait: LONG_POLL,
      ...(provisionedPollers
        ? {}
        : { note: 'AWS starts with five pollers and may fall back to two while the queue is idle' }),
      source: SQS_SCALING,
      asOf,
    }),
    badge: queueBadge,
    rules: queueMappingRules,
    cdk: wiring.queueEventSource,
  }),
  defineConnection({
    id: 'lambda/stream-event-source',
    title: 'Event source mapping',
    from: 'read-shards',
    to: 'invoke',
    invocation: 'poll',
    role: 'work',
    config: streamMapping,
    summary: 'Lambda reads each shard in order and invokes the function with batches of records.',
    behaviour: ({ config: { maximumRetryAttempts, maximumRecordAge, parallelizationFactor }, from, to }) => {
      const keeps = to.resource.outbound.some(({ kind }) => kind.role === 'failure' && kind.id.includes('stream'));
      const bounded = maximumRetryAttempts !== undefined || maximumRecordAge !== undefined;
      const lost = keeps ? 'its position is sent to the failure destination' : 'it is lost';
      return {
        mechanism: 'event source mapping',
        retriedBy: 'service',
        ...(maximumRetryAttempts === undefined ? {} : { attempts: maximumRetryAttempts + 1 }),
        retriedFor: seconds(Math.min(maximumRecordAge ?? Infinity, from.terms.retention)),
        delivery: 'at least once',
        ordering: parallelizationFactor > 1 ? 'per partition key' : 'per shard',
        onThrottle: 'the shard waits and the iterator age grows; throttles do not use up attempts',
        onFailure: bounded
          ? `the shard waits while its batch is tried again; then ${lost}`
          : 'one record that always fails blocks its shard until it expires',
        permission:
          from.terms.records === 'data'
            ? 'execution role with kinesis:GetRecords, GetShardIterator, DescribeStream and ListShards'
            : 'execution role with dynamodb:GetRecords, GetShardIterator, DescribeStream and ListStreams',
      };
    },
    reads: ({ enhancedFanOut }) => (enhancedFanOut ? 'dedicated' : 'shared'),
    badge: streamBadge,
    rules: streamMappingRules,
    cdk: wiring.streamEventSource,
  }),
];
