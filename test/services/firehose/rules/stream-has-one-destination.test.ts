import { streamHasOneDestination } from '#shared/services/firehose/rules/stream-has-one-destination';
import { aBucket, aDelivery, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(streamHasOneDestination, {
  valid: {
    'a bucket': [aDelivery(), aBucket(), joined('firehose/bucket-destination', 'delivery', 'bucket')],
  },
  invalid: {
    none: {
      drawn: [aDelivery()],
      message: 'delivery has no destination: connect it to a bucket or an HTTP endpoint',
      at: { resource: 'delivery' },
    },
    'two buckets': {
      drawn: [
        aDelivery(),
        aBucket('raw'),
        aBucket('copy'),
        joined('firehose/bucket-destination', 'delivery', 'raw'),
        joined('firehose/bucket-destination', 'delivery', 'copy'),
      ],
      message: 'delivery has 2 destinations, copy and raw, but AWS takes one: use a delivery stream for each',
      at: { resource: 'delivery' },
    },
  },
});
