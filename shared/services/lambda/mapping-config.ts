/** Settings of event source mappings. */
import { z } from 'zod';
import { choice, count, duration, flag, share, text } from '#shared/model/field';

const SQS = 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html';
const SQS_SCALING = 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html';
const SQS_ERRORS = 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html';
const KINESIS = 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html';
const FILTER = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html';
const MAPPING = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html';
const asOf = '2026-11-23';

const common = {
  reportBatchItemFailures: flag(
    {
      title: 'Report batch item failures',
      help: 'The function names the records that failed; the others count as done.',
      defaultFrom: 'aws',
      source: SQS_ERRORS,
      asOf,
    },
    false,
  ),
  filterShare: share(
    {
      title: 'Share that passes the filter',
      help: 'Share of the records that the filter criteria let through; 1 without a filter. A queue’s mapping deletes the others.',
      group: 'more',
      defaultFrom: 'assumption',
      source: FILTER,
      asOf,
    },
    1,
  ),
  filterPattern: text(
    {
      title: 'Filter pattern',
      help: 'As JSON, for the exported code: {"body": {"type": ["order"]}}.',
      group: 'more',
      source: FILTER,
      asOf,
    },
    '',
  ),
};

export const queueMapping = z.looseObject({
  batchSize: count(
    {
      title: 'Batch size',
      help: 'Most messages in one invocation. Above 10 a batching window of at least 1 s is needed; FIFO queues at most 10.',
      min: 1,
      max: 10_000,
      defaultFrom: 'aws',
      source: SQS,
      asOf,
    },
    10,
  ),
  batchingWindow: duration(
    {
      title: 'Batching window',
      help: 'How long Lambda gathers messages before it invokes. Not for FIFO queues.',
      min: 0,
      max: 300,
      whole: true,
      defaultFrom: 'aws',
      source: SQS,
      asOf,
    },
    0,
  ),
  maximumConcurrency: count(
    {
      title: 'Maximum concurrency',
      help: 'Most concurrent invocations of this mapping; messages beyond it wait in the queue instead of being throttled.',
      min: 2,
      max: 1000,
      unset: 'up to 1,250',
      source: SQS_SCALING,
      asOf,
    },
    undefined,
  ),
  provisionedPollers: flag(
    {
      title: 'Provisioned mode',
      help: 'Dedicated pollers, charged by the hour, that scale three times faster. Excludes maximum concurrency.',
      group: 'more',
      defaultFrom: 'aws',
      source: SQS_SCALING,
      asOf,
    },
    false,
  ),
  minimumPollers: count(
    {
      title: 'Minimum pollers',
      min: 2,
      max: 200,
      group: 'more',
      appliesWhen: { field: 'provisionedPollers', is: [true] },
      defaultFrom: 'aws',
      source: MAPPING,
      asOf,
    },
    2,
  ),
  maximumPollers: count(
    {
      title: 'Maximum pollers',
      min: 2,
      max: 10_000,
      group: 'more',
      appliesWhen: { field: 'provisionedPollers', is: [true] },
      defaultFrom: 'aws',
      source: MAPPING,
      asOf,
    },
    200,
  ),
  ...common,
});

export const streamMapping = z.looseObject({
  batchSize: count(
    {
      title: 'Batch size',
      help: 'Most records in one invocation; all of a batch come from one shard.',
      min: 1,
      max: 10_000,
      defaultFrom: 'aws',
      source: KINESIS,
      asOf,
    },
    100,
  ),
  batchingWindow: duration(
    {
      title: 'Batching window',
      help: 'How long Lambda gathers records before it invokes.',
      min: 0,
      max: 300,
      whole: true,
      defaultFrom: 'aws',
      source: KINESIS,
      asOf,
    },
    0,
  ),
  parallelizationFactor: count(
    {
      title: 'Parallelization factor',
      help: 'Concurrent batches per shard; order is then kept per partition key.',
      min: 1,
      max: 10,
      defaultFrom: 'aws',
      source: KINESIS,
      asOf,
    },
    1,
  ),
  startingPosition: choice(
    {
      title: 'Starting position',
      help: 'LATEST may miss records while the mapping is being made.',
      labels: { LATEST: 'Latest', TRIM_HORIZON: 'Trim horizon' },
      group: 'more',
      source: KINESIS,
      asOf,
      defaultFrom: 'assumption',
    },
    'TRIM_HORIZON',
  ),
  maximumRetryAttempts: count(
    {
      title: 'Maximum retry attempts',
      help: 'After an error the shard waits while its batch is tried again. Unset: until the record expires.',
      min: 0,
      max: 10_000,
      unset: 'until the record expires',
      source: KINESIS,
      asOf,
    },
    undefined,
  ),
  maximumRecordAge: duration(
    {
      title: 'Maximum record age',
      help: 'Older records are discarded, or sent to the failure destination.',
      min: 60,
      max: 604_800,
      whole: true,
      unset: 'no limit but the retention',
      source: KINESIS,
      asOf,
    },
    undefined,
  ),
  bisectBatchOnError: flag(
    {
      title: 'Bisect batch on error',
      help: 'Splits a failing batch in two and tries each half; splits do not use up attempts.',
      defaultFrom: 'aws',
      source: KINESIS,
      asOf,
    },
    false,
  ),
  enhancedFanOut: flag(
    {
      title: 'Enhanced fan-out',
      help: 'Own 2 MB a second from each shard, pushed in about 70 ms; charged apart.',
      group: 'more',
      defaultFrom: 'aws',
      source: 'https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html',
      asOf,
    },
    false,
  ),
  ...common,
});

export type QueueMappingConfig = z.infer<typeof queueMapping>;
export type StreamMappingConfig = z.infer<typeof streamMapping>;

/** What the mappings of queues and of streams have in common. */
export type MappingConfig = Pick<QueueMappingConfig, 'batchSize' | 'batchingWindow' | 'filterShare' | 'filterPattern'>;
