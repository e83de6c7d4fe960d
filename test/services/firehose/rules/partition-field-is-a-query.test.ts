import { partitionFieldIsAQuery } from '#shared/services/firehose/rules/partition-field-is-a-query';
import { aBucket, aDelivery, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const by = (partitionField: string, partitioning = true) => [
  aDelivery('delivery', { bufferSize: 64 }),
  aBucket(),
  joined('firehose/bucket-destination', 'delivery', 'bucket', { partitioning, partitionField }),
];

testRule(partitionFieldIsAQuery, {
  valid: {
    'a path': by('.customer.id'),
    'no partitions at all': by('', false),
  },
  invalid: {
    'a name without a dot': {
      drawn: by('customer'),
      message: 'customer is no path of jq, which begins with a dot',
      at: { connection: 'delivery--bucket', field: 'partitionField' },
      remedy: 'Partition by .customer',
    },
    'no field': {
      drawn: by(''),
      message: 'records are partitioned by no field: name one as jq does, .customer',
      at: { connection: 'delivery--bucket', field: 'partitionField' },
    },
  },
});
