import { failedRecordsHaveAnEndpoint } from '#shared/services/firehose/rules/failed-records-have-an-endpoint';
import { aBucket, aDelivery, anEndpoint, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(failedRecordsHaveAnEndpoint, {
  valid: {
    'a bucket beside an endpoint': [
      aDelivery(),
      anEndpoint(),
      aBucket(),
      joined('firehose/endpoint-destination', 'delivery', 'partner'),
      joined('firehose/failed-records', 'delivery', 'bucket'),
    ],
  },
  invalid: {
    'a bucket beside a bucket': {
      drawn: [
        aDelivery(),
        aBucket('lake'),
        aBucket('kept'),
        joined('firehose/bucket-destination', 'delivery', 'lake'),
        joined('firehose/failed-records', 'delivery', 'kept'),
      ],
      message:
        'delivery delivers to no HTTP endpoint, so that kept cannot be its bucket for failed records: a bucket that is its destination keeps them under the error prefix',
      at: { connection: 'delivery--kept' },
      remedy: 'Remove this connection',
    },
  },
});
