import { batchFitsACall } from '#shared/services/firehose/rules/batch-fits-a-call';
import { aBucket, aClient, aDelivery, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const put = (payload: number, batchSize: number) => [
  aClient('client', { payload }),
  aDelivery(),
  aBucket(),
  joined('client/put-to-delivery-stream', 'client', 'delivery', { batchSize }),
  joined('firehose/bucket-destination', 'delivery', 'bucket'),
];

testRule(batchFitsACall, {
  valid: {
    '500 small records': put(8000, 500),
    'one large record': put(1_000_000, 1),
  },
  invalid: {
    '500 records of 16 KiB': {
      drawn: put(16_384, 500),
      message: '500 records of 16 KiB are more than the 4 MiB of one call: let client put 256 in a call',
      at: { connection: 'client--delivery', field: 'batchSize' },
      remedy: 'Put 256 records in a call',
    },
  },
});
