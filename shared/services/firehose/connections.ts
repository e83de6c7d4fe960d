/** What a delivery stream reads, what transforms its records, and where it delivers them. */
import { z } from 'zod';
import { type Behaviour, type ConnectionKind, defineConnection } from '#shared/model/connection';
import { seconds } from '#shared/model/unit';
import {
  bucketDestinationConfig,
  endpointDestinationConfig,
  failedRecordsConfig,
  transformationConfig,
} from './destination-config';
import {
  bucketDestinationRules,
  endpointDestinationRules,
  failedRecordsRules,
  transformationRules,
} from './rules/index';
import { wiring } from './wiring';

const SOURCE = 'https://docs.aws.amazon.com/firehose/latest/dev/writing-with-kinesis-streams.html';
const ENDPOINT = 'https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html';
const asOf = '2026-11-23';

/** For so long what was put directly is held (firehose limits, 2026-11-23). */
const HELD_FOR = seconds(86_400);
/** How Firehose treats a bucket, whatever it puts there. */
const keptInBucket: Omit<Behaviour, 'mechanism'> = {
  retriedBy: 'service',
  retriedFor: HELD_FOR,
  delivery: 'at least once',
  ordering: 'none',
  onThrottle: 'Firehose holds the batch and writes it again',
  onFailure: 'what was put directly is lost after 24 hours; what comes from a data stream waits there',
  permission: 'role with s3:PutObject and what Firehose asks for beside it',
};

/** With what the keys of both kinds of object begin. */
function common(a: string, b: string): string {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return a.slice(0, length);
}

export const connections: readonly ConnectionKind[] = [
  defineConnection({
    id: 'firehose/stream-source',
    title: 'Source',
    from: 'read-shards',
    to: 'collect-records',
    invocation: 'poll',
    role: 'work',
    config: z.looseObject({}),
    summary: 'Firehose reads each shard once a second and delivers what it finds.',
    refuses: ({ records }) =>
      records === 'data'
        ? undefined
        : {
            why: 'Firehose reads Kinesis data streams, not the stream of a table',
            instead: 'have a function read the stream of the table and put records on the delivery stream',
            source: SOURCE,
            asOf,
          },
    behaviour: ({ from }) => ({
      mechanism: 'Kinesis data stream as the source, read from its latest record on',
      retriedBy: 'service',
      retriedFor: from.terms.retention,
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'no quota of Firehose’s own; it shares the read throughput of each shard with the other readers',
      onFailure: 'records wait in the data stream, and are lost when its retention is over',
      permission: 'role with kinesis:GetRecords, GetShardIterator, DescribeStream and ListShards',
    }),
    reads: () => 'shared',
    rules: [],
    cdk: wiring.streamSource,
  }),
  defineConnection({
    id: 'firehose/transformation',
    title: 'Transformation',
    from: 'deliver-batches',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config: transformationConfig,
    summary: 'The function gets the records a batch at a time, and answers what becomes of each.',
    behaviour: ({ config: { retries } }) => ({
      mechanism: 'data transformation (synchronous invocation, five minutes at most)',
      retriedBy: retries > 0 ? 'service' : 'nobody',
      attempts: retries + 1,
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'a refused invocation uses up an attempt',
      throttleSeenAs: '429 TooManyRequestsException',
      onFailure: 'after the last attempt, or a failed invocation, the records of the batch go to the error prefix',
      permission: 'role with lambda:InvokeFunction',
    }),
    badge: ({ bufferSize, bufferInterval }) => `${bufferSize} MiB or ${bufferInterval} s`,
    rules: transformationRules,
    cdk: wiring.transformation,
  }),
  defineConnection({
    id: 'firehose/bucket-destination',
    title: 'Destination',
    from: 'deliver-batches',
    to: 'keep-objects',
    invocation: 'asynchronous',
    role: 'work',
    config: bucketDestinationConfig,
    summary: 'Each batch becomes an object of the bucket; failed records go to a prefix of their own there.',
    behaviour: () => ({ mechanism: 'S3 destination (PutObject)', ...keptInBucket }),
    accesses: ({ keyPrefix, errorPrefix }) => ({
      does: 'write',
      consistency: 'strong',
      keyPrefix: common(keyPrefix, errorPrefix),
    }),
    badge: ({ partitioning, partitions, format, compression }) =>
      [
        ...(partitioning ? [`${partitions} partitions`] : []),
        ...(format === 'none' ? [] : [format === 'ORC' ? 'ORC' : 'Parquet']),
        ...(compression === 'UNCOMPRESSED' ? [] : [compression]),
      ].join(' · ') || undefined,
    rules: bucketDestinationRules,
    cdk: wiring.bucketDestination,
  }),
  defineConnection({
    id: 'firehose/endpoint-destination',
    title: 'Destination',
    from: 'deliver-batches',
    to: 'http',
    invocation: 'asynchronous',
    role: 'work',
    config: endpointDestinationConfig,
    summary: 'Each batch is posted to the endpoint, which acknowledges it.',
    refuses: (_from, { outside }) =>
      outside
        ? undefined
        : {
            why: 'delivery to an API of the drawing is not modelled',
            instead: 'have a function transform the records, or an object’s notification start what is behind the API',
            source: ENDPOINT,
            asOf,
          },
    behaviour: ({ config: { retryDuration } }) => ({
      mechanism: 'HTTP endpoint destination (180 s for an acknowledgement)',
      retriedBy: retryDuration > 0 ? 'service' : 'nobody',
      retriedFor: retryDuration,
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'a 429 counts as a failed attempt: Firehose sends the batch again for the retry duration',
      throttleSeenAs: '429 Too Many Requests',
      onFailure: 'after the retry duration the records go to the bucket for failed records',
      permission: 'none of AWS’s: the endpoint gets an access key',
    }),
    badge: ({ retryDuration }) => `retried for ${retryDuration} s`,
    rules: endpointDestinationRules,
    cdk: wiring.endpointDestination,
  }),
  defineConnection({
    id: 'firehose/failed-records',
    title: 'Failed records',
    from: 'deliver-batches',
    to: 'keep-objects',
    invocation: 'asynchronous',
    role: 'failure',
    config: failedRecordsConfig,
    summary: 'The bucket keeps what the endpoint did not acknowledge and the function could not process.',
    behaviour: () => ({ mechanism: 'S3 backup of the HTTP endpoint destination, failed data only', ...keptInBucket }),
    accesses: ({ keyPrefix }) => ({ does: 'write', consistency: 'strong', keyPrefix }),
    rules: failedRecordsRules,
    cdk: wiring.failedRecords,
  }),
];
