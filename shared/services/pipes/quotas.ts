import type { Quota } from '#shared/model/fact';
import type { PoolSpec } from '#shared/model/service';
import { MIB } from '#shared/model/unit';

const QUOTAS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html';
const BATCHING = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html';
const TARGETS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html';
const SQS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html';
const KINESIS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html';
const DYNAMODB = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html';
const DESTINATIONS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html';
const API_TARGETS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-gateway-target.html';
const asOf = '2026-11-27';

const EXECUTIONS = 'pipes/concurrent-executions';

export const quotas: readonly Quota[] = [
  {
    id: EXECUTIONS,
    title: 'Concurrent executions of pipes',
    value: 1000,
    byRegion: { 'us-east-1': 3000, 'us-west-2': 3000, 'eu-west-1': 3000 },
    unit: 'concurrent',
    scope: 'account-region',
    adjustable: true,
    metric: 'ExecutionThrottled',
    note: 'AWS calls it a best effort: pipes may run more at times.',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'pipes/queue-concurrency',
    title: 'Concurrent executions of a pipe that polls a queue',
    value: 1250,
    unit: 'concurrent',
    scope: 'resource',
    adjustable: true,
    note: 'The page on queues says 1,000, the one on concurrency 1,250.',
    source: BATCHING,
    asOf,
  },
  {
    id: 'pipes/queue-start',
    title: 'Batches with which a pipe begins at a queue',
    value: 5,
    unit: 'concurrent',
    scope: 'resource',
    adjustable: false,
    source: SQS,
    asOf,
  },
  {
    id: 'pipes/queue-ramp',
    title: 'Growth of the batches that a pipe reads of a queue at once',
    value: 5,
    unit: '1/s',
    scope: 'resource',
    adjustable: false,
    note: '300 more a minute.',
    source: SQS,
    asOf,
  },
  {
    id: 'pipes/stream-polls',
    title: 'Polls of a Kinesis shard',
    value: 1,
    unit: '1/s',
    scope: 'resource',
    adjustable: false,
    source: KINESIS,
    asOf,
  },
  {
    id: 'pipes/item-stream-polls',
    title: 'Polls of a shard of a table’s stream',
    value: 4,
    unit: '1/s',
    scope: 'resource',
    adjustable: false,
    source: DYNAMODB,
    asOf,
  },
  {
    id: 'pipes/execution-time',
    title: 'Longest execution, enrichment and target together',
    value: 300,
    unit: 's',
    scope: 'resource',
    adjustable: false,
    error: 'ExecutionTimeout',
    metric: 'ExecutionTimeout',
    source: BATCHING,
    asOf,
  },
  {
    id: 'pipes/payload',
    title: 'Payload of an execution',
    value: 6 * MIB,
    unit: 'B',
    scope: 'resource',
    adjustable: false,
    source: TARGETS,
    asOf,
  },
  {
    id: 'pipes/api-destination-timeout',
    title: 'Time for an API destination to answer',
    value: 5,
    unit: 's',
    scope: 'connection',
    adjustable: false,
    source: DESTINATIONS,
    asOf,
  },
  {
    id: 'pipes/api-timeout',
    title: 'Time for a REST API to answer a pipe',
    value: 29,
    unit: 's',
    scope: 'connection',
    adjustable: false,
    source: API_TARGETS,
    asOf: '2026-11-28',
  },
  {
    id: 'pipes/pipes',
    title: 'Pipes',
    value: 1000,
    unit: 'count',
    scope: 'account-region',
    adjustable: true,
    error: '402 ServiceQuotaExceededException',
    source: QUOTAS,
    asOf,
  },
];

export const pools: readonly PoolSpec[] = [
  {
    id: EXECUTIONS,
    title: 'Concurrent executions of all pipes of the account and Region',
    quota: EXECUTIONS,
    size: (quota) => quota,
  },
];
