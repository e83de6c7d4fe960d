import { deliveryStreamsFitTheTopic } from '#shared/services/sns/rules/delivery-streams-fit-the-topic';
import { aDelivery, aTopic, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const subscribed = (many: number) => [
  aTopic(),
  ...numbered(many, (n) => [aDelivery(`d${n}`), joined('sns/delivery-stream-subscription', 'topic', `d${n}`)]),
];

testRule(deliveryStreamsFitTheTopic, {
  valid: { five: subscribed(5) },
  invalid: {
    six: {
      drawn: subscribed(6),
      message:
        '6 delivery streams subscribe to topic but 5 may: have the quota raised, or let one delivery stream take the messages of several',
      at: { resource: 'topic' },
    },
  },
});
