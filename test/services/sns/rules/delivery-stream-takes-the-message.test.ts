import { deliveryStreamTakesTheMessage } from '#shared/services/sns/rules/delivery-stream-takes-the-message';
import { aBucket, aDelivery, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const subscribed = (maximumMessageSize: number, rawDelivery = false) => [
  aTopic('topic', { maximumMessageSize }),
  aDelivery(),
  aBucket(),
  joined('sns/delivery-stream-subscription', 'topic', 'delivery', { rawDelivery }),
  joined('firehose/bucket-destination', 'delivery', 'bucket'),
];

testRule(deliveryStreamTakesTheMessage, {
  valid: {
    'AWS’s own size': subscribed(262_144),
    'a million bytes': subscribed(1_000_000),
    '1,000 KiB without the envelope': subscribed(1_024_000, true),
  },
  invalid: {
    'a topic raised to 1 MiB': {
      drawn: subscribed(1_048_576),
      message:
        'topic takes messages of 1 MiB but delivery takes 1,000 KiB, envelope included: SNS cannot deliver larger ones',
      at: { connection: 'topic--delivery' },
      remedy: 'Let topic take 1,000,000 bytes',
    },
  },
});
