import type { Quota } from '#shared/model/fact';
import type { QueueConfig } from './config';

const MESSAGES = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html';
const STANDARD = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html';
const FIFO = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-fifo.html';
const asOf = '2026-11-23';

export const quotas: readonly Quota[] = [
  {
    id: 'sqs/in-flight',
    title: 'Messages in flight, standard queue',
    value: 120_000,
    unit: 'messages',
    scope: 'resource',
    adjustable: true,
    error: 'short polling 403 OverLimit; long polling gets no messages and no error',
    metric: 'ApproximateNumberOfMessagesNotVisible',
    source: STANDARD,
    asOf,
  },
  {
    id: 'sqs/in-flight-fifo',
    title: 'Messages in flight, FIFO queue',
    value: 120_000,
    unit: 'messages',
    scope: 'resource',
    adjustable: true,
    error: 'none: SQS stays silent',
    metric: 'ApproximateNumberOfMessagesNotVisible',
    note: '20,000 until November 2024.',
    source: FIFO,
    asOf,
  },
  {
    id: 'sqs/fifo-calls',
    title: 'FIFO calls per second and action',
    value: 300,
    unit: 'calls/s',
    scope: 'resource',
    adjustable: false,
    error: '400 ThrottlingException or 403 RequestThrottled',
    metric: 'NumberOfMessagesSent',
    note: 'A batch of up to 10 messages is one call: 3,000 messages a second with full batches. Send, receive and delete count apart.',
    source: MESSAGES,
    asOf,
  },
  {
    id: 'sqs/fifo-high-throughput-calls',
    title: 'High-throughput FIFO calls per second and action',
    value: 2400,
    byRegion: {
      'us-east-1': 70_000,
      'us-west-2': 70_000,
      'eu-west-1': 70_000,
      'us-east-2': 19_000,
      'eu-central-1': 19_000,
      'ap-south-1': 9000,
      'ap-southeast-1': 9000,
      'ap-southeast-2': 9000,
      'ap-northeast-1': 9000,
      'eu-west-2': 4500,
      'sa-east-1': 4500,
    },
    unit: 'calls/s',
    scope: 'resource',
    adjustable: true,
    error: '400 ThrottlingException or 403 RequestThrottled',
    metric: 'NumberOfMessagesSent',
    source: MESSAGES,
    asOf,
  },
  {
    id: 'sqs/fifo-group-calls',
    title: 'Calls per second of one message group',
    value: 300,
    unit: 'calls/s',
    scope: 'resource',
    adjustable: false,
    error: '400 ThrottlingException or 403 RequestThrottled',
    note: 'A group lives in one partition, and a partition takes 300 calls a second per action.',
    source: MESSAGES,
    asOf,
  },
  {
    id: 'sqs/batch-bytes',
    title: 'Payload of one call, all messages of a batch together',
    value: 1_048_576,
    unit: 'B',
    scope: 'resource',
    adjustable: false,
    error: '400 AWS.SimpleQueueService.BatchRequestTooLong',
    source: MESSAGES,
    asOf,
  },
];

/** Id of the quota that bounds the messages in flight; a fair queue is a standard one. */
export const inFlightQuota = (type: QueueConfig['type']): string =>
  type === 'fifo' ? 'sqs/in-flight-fifo' : 'sqs/in-flight';
