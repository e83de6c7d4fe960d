import { batchFitsTheTimeout } from '#shared/services/firehose/rules/batch-fits-the-timeout';
import { aBucket, aClient, aDelivery, aFunction, joined } from '../../../support/builders';
import { always } from '../../../support/simulated';
import { testRule } from '../../../support/rule-tester';

const by = (perRecord: number, timeout: number) => [
  aClient('client', { rate: 1000, payload: 1024 }),
  aDelivery(),
  aBucket(),
  aFunction('worker', { duration: always(0.1), perRecord, timeout }),
  joined('client/put-to-delivery-stream', 'client', 'delivery'),
  joined('firehose/transformation', 'delivery', 'worker'),
  joined('firehose/bucket-destination', 'delivery', 'bucket'),
];

testRule(batchFitsTheTimeout, {
  valid: {
    'a millisecond for each record': by(0.001, 3),
    'a slow function with time': by(0.1, 300),
  },
  invalid: {
    'ten milliseconds for each of a thousand records in three seconds': {
      drawn: by(0.01, 3),
      message:
        'a batch of 1,024 records takes 10.3 s but worker is stopped after 3 s: all of them go to the error prefix',
      at: { connection: 'delivery--worker' },
      remedy: 'Let worker run for 21 s',
    },
    'more than Firehose waits for': {
      drawn: by(0.3, 60),
      message:
        'a batch of 1,024 records takes 307 s but worker is stopped after 60 s: all of them go to the error prefix',
      at: { connection: 'delivery--worker' },
    },
  },
});
