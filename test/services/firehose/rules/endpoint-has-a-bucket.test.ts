import { endpointHasABucket } from '#shared/services/firehose/rules/endpoint-has-a-bucket';
import { aBucket, aDelivery, anEndpoint, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const posting = [aDelivery(), anEndpoint(), joined('firehose/endpoint-destination', 'delivery', 'partner')];

testRule(endpointHasABucket, {
  valid: {
    'an endpoint with a bucket': [...posting, aBucket(), joined('firehose/failed-records', 'delivery', 'bucket')],
    'a bucket as the destination': [
      aDelivery(),
      aBucket(),
      joined('firehose/bucket-destination', 'delivery', 'bucket'),
    ],
  },
  invalid: {
    'an endpoint alone': {
      drawn: posting,
      message: 'delivery has no bucket for the records that partner does not acknowledge: AWS asks for one',
      at: { resource: 'delivery' },
      remedy: 'Keep failed records in a new bucket',
    },
  },
});
