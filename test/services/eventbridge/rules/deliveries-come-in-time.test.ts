import { deliveriesComeInTime } from '#shared/services/eventbridge/rules/deliveries-come-in-time';
import { aBus, aClient, aQueue, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(deliveriesComeInTime, {
  valid: {
    'two targets for 9,000 events a second': [
      aClient('shop', { rate: 9000 }),
      aBus(),
      joined('client/put-events', 'shop', 'bus', { batchSize: 10 }),
      ...numbered(2, (n) => [aQueue(`q${n}`), joined('eventbridge/queue-target', 'bus', `q${n}`)]),
    ],
  },
  invalid: {
    'three targets for 9,000 events a second': {
      drawn: [
        aClient('shop', { rate: 9000 }),
        aBus(),
        joined('client/put-events', 'shop', 'bus', { batchSize: 10 }),
        ...numbered(3, (n) => [aQueue(`q${n}`), joined('eventbridge/queue-target', 'bus', `q${n}`)]),
      ],
      message:
        'rules of bus ask for 27,000 target invocations a second but the account has 18,750: deliveries come later and later; match fewer events, fan out with a topic, or ask AWS for more',
      at: { resource: 'bus' },
    },
  },
});
