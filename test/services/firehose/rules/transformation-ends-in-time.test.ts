import { transformationEndsInTime } from '#shared/services/firehose/rules/transformation-ends-in-time';
import { aBucket, aDelivery, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const by = (timeout: number) => [
  aDelivery(),
  aBucket(),
  aFunction('worker', { timeout }),
  joined('firehose/transformation', 'delivery', 'worker'),
  joined('firehose/bucket-destination', 'delivery', 'bucket'),
];

testRule(transformationEndsInTime, {
  valid: { 'a function of five minutes': by(300) },
  invalid: {
    'a function of fifteen': {
      drawn: by(900),
      message: 'worker may run for 900 s but delivery waits 300 s: it then invokes it with the same records again',
      at: { connection: 'delivery--worker' },
      remedy: 'End worker after 300 s',
    },
  },
});
