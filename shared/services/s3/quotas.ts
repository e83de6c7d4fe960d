import type { Quota } from '#shared/model/fact';

const PERFORMANCE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html';
const QUOTAS = 'https://docs.aws.amazon.com/general/latest/gr/s3.html';
const DESTINATIONS =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html';
const asOf = '2026-11-23';

export const quotas: readonly Quota[] = [
  {
    id: 's3/prefix-writes',
    title: 'Writes of a partitioned prefix',
    value: 3500,
    unit: '1/s',
    scope: 'resource',
    adjustable: false,
    error: '503 SlowDown',
    metric: '5xxErrors',
    note: 'PUT, COPY, POST and DELETE, at least so many. S3 splits a prefix by itself under load that lasts, and answers 503 meanwhile; there is no limit on prefixes.',
    source: PERFORMANCE,
    asOf,
  },
  {
    id: 's3/prefix-reads',
    title: 'Reads of a partitioned prefix',
    value: 5500,
    unit: '1/s',
    scope: 'resource',
    adjustable: false,
    error: '503 SlowDown',
    metric: '5xxErrors',
    note: 'GET and HEAD, at least so many.',
    source: PERFORMANCE,
    asOf,
  },
  {
    id: 's3/notifications',
    title: 'Event notifications of a bucket',
    value: 100,
    unit: 'count',
    scope: 'resource',
    adjustable: false,
    error: '400 on PutBucketNotificationConfiguration',
    source: QUOTAS,
    asOf,
  },
  {
    id: 's3/notification-bytes',
    title: 'Bytes of one notification',
    value: 65_536,
    unit: 'B',
    scope: 'connection',
    adjustable: false,
    note: 'A queue that takes less refuses the notification, and nobody is told.',
    source: DESTINATIONS,
    asOf,
  },
  {
    id: 's3/buckets',
    title: 'Buckets of an account',
    value: 10_000,
    unit: 'count',
    scope: 'account-region',
    adjustable: true,
    error: '400 TooManyBuckets',
    note: 'Of the whole account, in all Regions together. 100 before November 2024.',
    source: QUOTAS,
    asOf,
  },
];
