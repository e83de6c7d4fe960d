import { partitionedBufferIsLarge } from '#shared/services/firehose/rules/partitioned-buffer-is-large';
import { aBucket, aDelivery, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const to = (stream: object, destination: object) => [
  aDelivery('delivery', { ...stream }),
  aBucket(),
  joined('firehose/bucket-destination', 'delivery', 'bucket', { ...destination }),
];

testRule(partitionedBufferIsLarge, {
  valid: {
    'a small buffer of plain records': to({ bufferSize: 1, bufferInterval: 10 }, {}),
    'partitions with 64 MiB': to({ bufferSize: 64, bufferInterval: 60 }, { partitioning: true }),
    'converted records in a short time': to({ bufferSize: 128, bufferInterval: 30 }, { format: 'ORC' }),
  },
  invalid: {
    'partitions with AWS’s own buffer': {
      drawn: to({}, { partitioning: true }),
      message: 'delivery partitions its records with a buffer of 5 MiB or 300 s: AWS asks for 64 MiB and 60 s at least',
      at: { resource: 'delivery', field: 'bufferSize' },
      remedy: 'Gather 64 MiB',
    },
    'a conversion with 32 MiB': {
      drawn: to({ bufferSize: 32 }, { format: 'PARQUET' }),
      message: 'delivery converts its records with a buffer of 32 MiB or 300 s: AWS asks for 64 MiB at least',
      at: { resource: 'delivery', field: 'bufferSize' },
      remedy: 'Gather 64 MiB',
    },
    'partitions that are small and short': {
      drawn: to({ bufferInterval: 5 }, { partitioning: true }),
      message: 'delivery partitions its records with a buffer of 5 MiB or 5 s: AWS asks for 64 MiB and 60 s at least',
      at: { resource: 'delivery', field: 'bufferSize' },
      remedy: 'Gather 64 MiB',
    },
    'partitions that are short': {
      drawn: to({ bufferSize: 64, bufferInterval: 5 }, { partitioning: true }),
      message: 'delivery partitions its records with a buffer of 64 MiB or 5 s: AWS asks for 64 MiB and 60 s at least',
      at: { resource: 'delivery', field: 'bufferInterval' },
      remedy: 'Gather for 60 s',
    },
  },
});
