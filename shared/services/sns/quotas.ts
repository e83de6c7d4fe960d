import type { Quota } from '#shared/model/fact';
import type { PoolSpec } from '#shared/model/service';

const QUOTAS = 'https://docs.aws.amazon.com/general/latest/gr/sns.html';
const FIFO = 'https://docs.aws.amazon.com/sns/latest/dg/fifo-high-throughput.html';
const RETRY = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html';
const asOf = '2026-11-23';

export const quotas: readonly Quota[] = [
  {
    id: 'sns/publish-standard',
    title: 'Messages published to standard topics',
    value: 300,
    byRegion: {
      'us-east-1': 30_000,
      'us-west-2': 9000,
      'eu-west-1': 9000,
      'us-east-2': 1500,
      'us-west-1': 1500,
      'ap-south-1': 1500,
      'ap-northeast-2': 1500,
      'ap-southeast-1': 1500,
      'ap-southeast-2': 1500,
      'ap-northeast-1': 1500,
      'eu-central-1': 1500,
    },
    unit: '1/s',
    scope: 'account-region',
    adjustable: true,
    error: '429 Throttled',
    metric: 'NumberOfMessagesPublishedPerAccount',
    note: 'All standard topics of the account and Region together; each entry of a batch counts.',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'sns/publish-fifo',
    title: 'Messages published to FIFO topics',
    value: 3000,
    byRegion: { 'us-east-1': 30_000, 'us-west-2': 9000, 'eu-west-1': 9000 },
    unit: '1/s',
    scope: 'account-region',
    adjustable: true,
    error: '429 Throttled',
    metric: 'NumberOfMessagesPublishedPerAccount',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'sns/fifo-topic',
    title: 'Messages of a FIFO topic, scope Topic',
    value: 3000,
    unit: '1/s',
    scope: 'resource',
    adjustable: false,
    error: '429 Throttled',
    metric: 'NumberOfMessagesPublished',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'sns/fifo-topic-bytes',
    title: 'Bytes of a FIFO topic, scope Topic',
    value: 20_000_000,
    unit: 'B/s',
    scope: 'resource',
    adjustable: false,
    error: '429 Throttled',
    metric: 'PublishSize',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'sns/fifo-group',
    title: 'Messages of one message group',
    value: 300,
    unit: '1/s',
    scope: 'resource',
    adjustable: false,
    error: '429 Throttled',
    source: FIFO,
    asOf,
  },
  {
    id: 'sns/delivery-attempts',
    title: 'Delivery attempts to queues and functions',
    value: 100_015,
    unit: 'count',
    scope: 'resource',
    adjustable: false,
    note: 'About 23 days: 3 at once, 2 a second apart, 10 backing off to 20 s, 100,000 at 20 s. Client-side errors (a deleted queue, a missing policy) are not retried at all.',
    metric: 'NumberOfNotificationsFailed',
    source: RETRY,
    asOf,
  },
];

export const pools: readonly PoolSpec[] = [
  {
    id: 'sns/publish-standard',
    title: 'Standard publishes of the account and Region',
    quota: 'sns/publish-standard',
    size: (quota) => quota,
  },
  {
    id: 'sns/publish-fifo',
    title: 'FIFO publishes of the account and Region',
    quota: 'sns/publish-fifo',
    size: (quota) => quota,
  },
];
