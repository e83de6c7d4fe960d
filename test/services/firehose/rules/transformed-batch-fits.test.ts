import { transformedBatchFits } from '#shared/services/firehose/rules/transformed-batch-fits';
import { aBucket, aDelivery, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const by = (config: object) => [
  aDelivery(),
  aBucket(),
  aFunction(),
  joined('firehose/transformation', 'delivery', 'worker', { ...config }),
  joined('firehose/bucket-destination', 'delivery', 'bucket'),
];

testRule(transformedBatchFits, {
  valid: {
    'the largest batch as it is': by({ bufferSize: 3 }),
    'a batch that grows fourfold': by({ sizeRatio: 4 }),
  },
  invalid: {
    'the largest batch twice as large': {
      drawn: by({ bufferSize: 3, sizeRatio: 2 }),
      message: 'worker answers a batch of 3 MiB with 8 MiB as base64, but 6 MiB is the most: give it smaller batches',
      at: { connection: 'delivery--worker', field: 'bufferSize' },
      remedy: 'Give it 2 MiB at a time',
    },
    'the smallest ten times as large': {
      drawn: by({ sizeRatio: 10 }),
      message:
        'worker answers a batch of 1 MiB with 13.3 MiB as base64, but 6 MiB is the most: let it add less to each record',
      at: { connection: 'delivery--worker', field: 'sizeRatio' },
    },
  },
});
