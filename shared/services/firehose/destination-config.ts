/** Settings of where a delivery stream leads: buckets, an endpoint, the function that transforms. */
import { z } from 'zod';
import { choice, count, duration, flag, share, text } from '#shared/model/field';

const PARTITIONS = 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html';
const CONVERSION = 'https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html';
const PREFIXES = 'https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html';
const DESTINATION = 'https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html';
const TRANSFORMATION = 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html';
const FAILURES = 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html';
const RETRIES = 'https://docs.aws.amazon.com/firehose/latest/APIReference/API_HttpEndpointRetryOptions.html';
const asOf = '2026-11-23';

export const bucketDestinationConfig = z.looseObject({
  keyPrefix: text(
    {
      title: 'Key prefix',
      help: 'With what the keys begin: clicks/. Firehose adds the hour in UTC: 2026/11/23/09/.',
      defaultFrom: 'assumption',
      source: PREFIXES,
      asOf,
    },
    '',
  ),
  errorPrefix: text(
    {
      title: 'Error prefix',
      help: 'With what the keys of records begin that could not be processed; Firehose adds the kind of error.',
      group: 'more',
      defaultFrom: 'assumption',
      source: PREFIXES,
      asOf,
    },
    'errors/',
  ),
  compression: choice(
    {
      title: 'Compression',
      labels: {
        UNCOMPRESSED: 'None',
        GZIP: 'GZIP',
        ZIP: 'ZIP',
        Snappy: 'Snappy',
        HADOOP_SNAPPY: 'Snappy for Hadoop',
      },
      defaultFrom: 'aws',
      source: DESTINATION,
      asOf,
    },
    'UNCOMPRESSED',
  ),
  format: choice(
    {
      title: 'Format conversion',
      help: 'JSON records become columns, by the schema of a table in AWS Glue. Charged by the GB.',
      labels: { none: 'None', PARQUET: 'Apache Parquet', ORC: 'Apache ORC' },
      defaultFrom: 'aws',
      source: CONVERSION,
      asOf,
    },
    'none',
  ),
  writtenShare: share(
    {
      title: 'Bytes written',
      help: 'Size of an object as a share of its records’ bytes, after conversion and compression.',
      defaultFrom: 'assumption',
    },
    1,
  ),
  partitioning: flag(
    {
      title: 'Dynamic partitioning',
      help: 'Records with different values of a field go to different prefixes, each with a buffer of its own.',
      defaultFrom: 'aws',
      source: PARTITIONS,
      asOf,
    },
    false,
  ),
  partitionField: text(
    {
      title: 'Partition field',
      help: 'By jq, of the JSON record: .customer. The last name in it becomes the name in the prefix.',
      appliesWhen: { field: 'partitioning', is: [true] },
      defaultFrom: 'assumption',
      source: PARTITIONS,
      asOf,
    },
    '.customer',
  ),
  partitions: count(
    {
      title: 'Partitions',
      help: 'Different values of the field in use, taken as equally frequent.',
      min: 1,
      max: 1_000_000,
      appliesWhen: { field: 'partitioning', is: [true] },
      defaultFrom: 'assumption',
      source: PARTITIONS,
      asOf,
    },
    100,
  ),
});

export const failedRecordsConfig = z.looseObject({
  keyPrefix: text(
    { title: 'Key prefix', help: 'With what the keys begin: failed/.', source: PREFIXES, asOf },
    'failed/',
  ),
});

export const endpointDestinationConfig = z.looseObject({
  retryDuration: duration(
    {
      title: 'Retry duration',
      help: 'For so long a batch that the endpoint did not acknowledge is sent again, waits for its answers not counted. Then it goes to the bucket for failed records.',
      min: 0,
      max: 7200,
      whole: true,
      defaultFrom: 'aws',
      source: RETRIES,
      asOf,
    },
    300,
  ),
  secret: text(
    {
      title: 'Secret of the access key',
      help: 'Name in Secrets Manager of the secret with the key that the endpoint asks for. Empty: no key is sent.',
      group: 'more',
      source: DESTINATION,
      asOf,
    },
    '',
  ),
});

export const transformationConfig = z.looseObject({
  bufferSize: count(
    {
      title: 'Batch size',
      unit: 'MiB',
      help: 'The function is invoked when so much has come.',
      min: 1,
      max: 3,
      defaultFrom: 'aws',
      source: TRANSFORMATION,
      asOf,
    },
    1,
  ),
  bufferInterval: duration(
    {
      title: 'Batch interval',
      help: 'The function is invoked so long after the first record, if the batch is not full before.',
      min: 60,
      max: 900,
      whole: true,
      defaultFrom: 'aws',
      source: TRANSFORMATION,
      asOf,
    },
    60,
  ),
  retries: count(
    {
      title: 'Retries',
      help: 'Of an invocation that was refused or took too long; then the records of the batch have failed.',
      min: 0,
      max: 300,
      defaultFrom: 'aws',
      source: FAILURES,
      asOf,
    },
    3,
  ),
  droppedShare: share(
    {
      title: 'Records dropped',
      help: 'Share of the records that the function answers with Dropped: they are delivered nowhere, and charged.',
      defaultFrom: 'assumption',
      source: TRANSFORMATION,
      asOf,
    },
    0,
  ),
  failedShare: share(
    {
      title: 'Records that fail',
      help: 'Share of the records that the function answers with ProcessingFailed: they go to the error prefix.',
      defaultFrom: 'assumption',
      source: FAILURES,
      asOf,
    },
    0,
  ),
  sizeRatio: share(
    {
      title: 'Size after the function',
      help: 'Bytes of a transformed record as a multiple of those before.',
      max: 20,
      defaultFrom: 'assumption',
    },
    1,
  ),
});

export type BucketDestinationConfig = z.infer<typeof bucketDestinationConfig>;
export type FailedRecordsConfig = z.infer<typeof failedRecordsConfig>;
export type EndpointDestinationConfig = z.infer<typeof endpointDestinationConfig>;
export type TransformationConfig = z.infer<typeof transformationConfig>;
