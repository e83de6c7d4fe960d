import { z } from 'zod';
import { choice, count, duration, flag, share, size } from '#shared/model/field';

const PERFORMANCE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html';
const EVENTS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html';
const DESTINATIONS =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html';
const asOf = '2026-11-23';

const DAY = 86_400;
const YEARS = 315_360_000;

export const config = z.looseObject({
  partitionedPrefixes: count(
    {
      title: 'Partitioned prefixes',
      help: 'Prefixes over which requests spread evenly and that S3 has given a partition each, which takes 3,500 writes and 5,500 reads a second. A new bucket has one; S3 adds more by itself under load that lasts.',
      min: 1,
      max: 100_000,
      defaultFrom: 'assumption',
      source: PERFORMANCE,
      asOf,
    },
    1,
  ),
  objectSize: size(
    {
      title: 'Object size',
      help: 'Mean size of an object. Unset: as it is written.',
      min: 0,
      max: 50_000_000_000_000,
      unset: 'as it is written',
    },
    undefined,
  ),
  storedBytes: size(
    {
      title: 'Stored data',
      help: 'Bytes of all objects, for the bill. Unset: what the expiration lets stay, else not counted.',
      min: 0,
      max: 1_000_000_000_000_000,
      unset: 'not counted',
    },
    undefined,
  ),
  expiration: duration(
    {
      title: 'Expiration',
      help: 'A lifecycle rule deletes objects so long after they were written, in whole days.',
      min: DAY,
      max: YEARS,
      unset: 'objects stay',
    },
    undefined,
  ),
  newObjectShare: share(
    {
      title: 'Writes that make a new object',
      help: 'Share of the writes that add an object rather than replace one of the same key.',
      group: 'more',
      defaultFrom: 'assumption',
    },
    1,
  ),
  versioned: flag(
    {
      title: 'Versioning',
      help: 'Keeps what is replaced or deleted as an earlier version, which is charged like any object.',
      defaultFrom: 'assumption',
    },
    false,
  ),
  noncurrentExpiration: duration(
    {
      title: 'Expiration of earlier versions',
      help: 'A lifecycle rule deletes versions so long after they were replaced or deleted, in whole days.',
      min: DAY,
      max: YEARS,
      group: 'more',
      appliesWhen: { field: 'versioned', is: [true] },
      unset: 'earlier versions stay',
    },
    undefined,
  ),
  notificationDelay: duration(
    {
      title: 'Notification delay',
      help: 'Mean time from a write to the delivery of its event: usually seconds, sometimes a minute or longer. AWS promises none.',
      min: 0,
      max: 600,
      group: 'more',
      defaultFrom: 'assumption',
      source: EVENTS,
      asOf,
    },
    1,
  ),
  eventSize: size(
    {
      title: 'Event size',
      help: 'Mean size of a notification, which holds the key and not the object.',
      min: 1,
      max: 65_536,
      group: 'more',
      defaultFrom: 'assumption',
      source: DESTINATIONS,
      asOf,
    },
    1024,
  ),
  encryption: choice(
    {
      title: 'Encryption at rest',
      labels: { s3: 'Keys of S3 (SSE-S3)', kms: 'Customer managed KMS key, with a bucket key' },
      group: 'more',
      defaultFrom: 'assumption',
    },
    's3',
  ),
});

export type BucketConfig = z.infer<typeof config>;
