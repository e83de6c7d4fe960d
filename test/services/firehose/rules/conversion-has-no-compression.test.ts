import { conversionHasNoCompression } from '#shared/services/firehose/rules/conversion-has-no-compression';
import { aBucket, aDelivery, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const to = (config: object) => [
  aDelivery('delivery', { bufferSize: 64 }),
  aBucket(),
  joined('firehose/bucket-destination', 'delivery', 'bucket', { ...config }),
];

testRule(conversionHasNoCompression, {
  valid: {
    'compressed JSON': to({ compression: 'GZIP' }),
    Parquet: to({ format: 'PARQUET' }),
  },
  invalid: {
    'compressed Parquet': {
      drawn: to({ format: 'PARQUET', compression: 'GZIP' }),
      message: 'delivery converts its records to Parquet, which is compressed by itself: AWS refuses GZIP beside it',
      at: { connection: 'delivery--bucket', field: 'compression' },
      remedy: 'Compress by the format alone',
    },
  },
});
