/** Settings of what a flow reads and writes. */
import { z } from 'zod';
import { choice, count, size, text } from '#shared/model/field';

const BUCKETS = 'https://docs.aws.amazon.com/appflow/latest/userguide/s3.html';
const NOTIFICATIONS = 'https://docs.aws.amazon.com/appflow/latest/userguide/flow-notifications.html';
const asOf = '2026-11-23';

export const bucketDestinationConfig = z.looseObject({
  fileType: choice(
    {
      title: 'Format',
      labels: { JSON: 'JSON lines', CSV: 'CSV', PARQUET: 'Parquet' },
      defaultFrom: 'aws',
      source: BUCKETS,
      asOf,
    },
    'JSON',
  ),
  keyPrefix: text({ title: 'Key prefix', help: 'With what the keys begin: crm/.', defaultFrom: 'assumption' }, ''),
  filesPerRun: count(
    {
      title: 'Files per run',
      help: 'How many objects a run writes; 1 is the aggregation into one file.',
      min: 1,
      max: 1000,
      defaultFrom: 'assumption',
      source: BUCKETS,
      asOf,
    },
    1,
  ),
});

export const bucketSourceConfig = z.looseObject({
  fileType: choice(
    { title: 'Format', labels: { CSV: 'CSV', JSON: 'JSON lines' }, defaultFrom: 'assumption', source: BUCKETS, asOf },
    'CSV',
  ),
  keyPrefix: text({ title: 'Folder', help: 'In which the files are: exports/.', source: BUCKETS, asOf }, ''),
  filesPerRun: count(
    {
      title: 'Files per run',
      help: 'How many objects a run reads.',
      min: 1,
      max: 1000,
      defaultFrom: 'assumption',
    },
    1,
  ),
});

export const statusConfig = z.looseObject({
  eventSize: size(
    {
      title: 'Size of an event',
      min: 1,
      max: 262_144,
      group: 'more',
      defaultFrom: 'assumption',
      source: NOTIFICATIONS,
      asOf,
    },
    1024,
  ),
});

export type BucketDestinationConfig = z.infer<typeof bucketDestinationConfig>;
export type BucketSourceConfig = z.infer<typeof bucketSourceConfig>;
export type StatusConfig = z.infer<typeof statusConfig>;
