/** Settings of what a pipe polls. */
import { z } from 'zod';
import { choice, count, duration, flag, share, text } from '#shared/model/field';

const SQS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html';
const KINESIS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html';
const FILTER = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html';
const ERRORS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html';
const asOf = '2026-11-27';

const filter = {
  filterShare: share(
    {
      title: 'Share that passes the filter',
      help: 'Share of what comes that the filter lets through to the enrichment; 1 without a filter. The rest is not charged.',
      defaultFrom: 'aws',
      source: FILTER,
      asOf,
    },
    1,
  ),
  filterPattern: text(
    {
      title: 'Filter pattern',
      help: 'As JSON, for the exported code: {"body": {"type": ["order"]}}. Empty: everything passes.',
      source: FILTER,
      asOf,
    },
    '',
  ),
};

const batch = (unit: string, size: number, source: string) => ({
  batchSize: count(
    {
      title: 'Batch size',
      help: `Most ${unit} of one execution. Its enrichment and its target may take fewer.`,
      min: 1,
      max: 10_000,
      defaultFrom: 'aws',
      source,
      asOf,
    },
    size,
  ),
  batchingWindow: duration(
    {
      title: 'Batching window',
      help: `How long EventBridge gathers ${unit} before an execution begins.`,
      min: 0,
      max: 300,
      whole: true,
      defaultFrom: 'aws',
      source,
      asOf,
    },
    0,
  ),
});

export const queueSourceConfig = z.looseObject({ ...batch('messages', 10, SQS), ...filter });

export const streamSourceConfig = z.looseObject({
  ...batch('records', 100, KINESIS),
  parallelizationFactor: count(
    {
      title: 'Parallelization factor',
      help: 'Executions at once for each shard; order is then kept per partition key.',
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
      help: 'LATEST may miss records while the pipe is being made.',
      labels: { LATEST: 'Latest', TRIM_HORIZON: 'Trim horizon' },
      group: 'more',
      defaultFrom: 'assumption',
      source: KINESIS,
      asOf,
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
      source: ERRORS,
      asOf,
    },
    undefined,
  ),
  maximumRecordAge: duration(
    {
      title: 'Maximum record age',
      help: 'Older records are skipped, or their positions sent to the dead-letter queue.',
      min: 60,
      max: 604_800,
      whole: true,
      unset: 'no limit but the retention',
      source: ERRORS,
      asOf,
    },
    undefined,
  ),
  bisectBatchOnError: flag(
    {
      title: 'Bisect batch on error',
      help: 'Splits a failing batch in two and tries each half, until one record is left.',
      defaultFrom: 'aws',
      source:
        'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-pipes-pipe-pipesourcekinesisstreamparameters.html',
      asOf,
    },
    false,
  ),
  ...filter,
});

export type QueueSourceConfig = z.infer<typeof queueSourceConfig>;
export type StreamSourceConfig = z.infer<typeof streamSourceConfig>;

/** What the sources have in common. */
export type SourceConfig = Pick<QueueSourceConfig, 'batchSize' | 'batchingWindow' | 'filterShare' | 'filterPattern'>;
