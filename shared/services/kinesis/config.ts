import { z } from 'zod';
import { choice, count, duration, size } from '#shared/model/field';

const MODES = 'https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html';
const LIMITS = 'https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html';
const asOf = '2026-11-23';

export const config = z.looseObject({
  mode: choice(
    {
      title: 'Capacity mode',
      help: 'Provisioned: you choose the shards. On-demand: AWS keeps twice the peak of the last 30 days ready.',
      labels: { provisioned: 'Provisioned', 'on-demand': 'On-demand' },
      source: MODES,
      asOf,
      defaultFrom: 'aws',
    },
    'provisioned',
  ),
  shards: count(
    {
      title: 'Shards',
      help: 'Each takes 1 MB or 1,000 records a second and gives 2 MB a second to all its shared readers together.',
      min: 1,
      max: 20_000,
      appliesWhen: { field: 'mode', is: ['provisioned'] },
      defaultFrom: 'aws',
      source: LIMITS,
      asOf,
    },
    1,
  ),
  peakBytes: size(
    {
      title: 'Peak of the last 30 days, per second',
      help: 'Highest bytes a second that the stream took in the last 30 days; on-demand takes twice that at once. Unset: a new stream, 4 MB/s.',
      min: 0,
      max: 10_000_000_000,
      appliesWhen: { field: 'mode', is: ['on-demand'] },
      unset: 'a new stream',
      source: MODES,
      asOf,
    },
    undefined,
  ),
  retention: duration(
    {
      title: 'Retention',
      help: 'How long a record stays readable.',
      min: 86_400,
      max: 31_536_000,
      defaultFrom: 'aws',
      source: LIMITS,
      asOf,
    },
    86_400,
  ),
  partitionKeys: count(
    {
      title: 'Partition keys',
      help: 'Distinct keys in use. Few keys load the shards unevenly.',
      min: 1,
      max: 1_000_000_000,
      defaultFrom: 'assumption',
    },
    100_000,
  ),
  keySkew: choice(
    {
      title: 'Spread of the keys',
      help: 'Uniform: each key is as frequent as the next. Zipf: the n-th key is 1/n as frequent as the first. One key: all records carry the same.',
      labels: { uniform: 'Uniform', zipf: 'Zipf', single: 'One key' },
      defaultFrom: 'assumption',
    },
    'uniform',
  ),
  maximumRecordSize: size(
    {
      title: 'Maximum record size',
      help: '1 MiB unless UpdateMaxRecordSize raised it, at most 10 MiB.',
      min: 1_048_576,
      max: 10_485_760,
      group: 'more',
      defaultFrom: 'aws',
      source: LIMITS,
      asOf,
    },
    1_048_576,
  ),
  encryption: choice(
    {
      title: 'Encryption at rest',
      labels: { managed: 'AWS managed key', none: 'None', kms: 'Customer managed KMS key' },
      group: 'more',
      defaultFrom: 'assumption',
      source: 'https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html',
      asOf,
    },
    'managed',
  ),
});

export type StreamConfig = z.infer<typeof config>;
