import { fifoSubscriptionsFit } from '#shared/services/sns/rules/fifo-subscriptions-fit';
import { aQueue, aTopic, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(fifoSubscriptionsFit, {
  valid: {
    'a hundred subscriptions of a FIFO topic': [
      aTopic('orders', { type: 'fifo' }),
      ...numbered(100, (n) => [aQueue(`q${n}`), joined('sns/queue-subscription', 'orders', `q${n}`)]),
    ],
    'more of them on a standard topic': [
      aTopic('orders'),
      ...numbered(101, (n) => [aQueue(`q${n}`), joined('sns/queue-subscription', 'orders', `q${n}`)]),
    ],
  },
  invalid: {
    'one more': {
      drawn: [
        aTopic('orders', { type: 'fifo' }),
        ...numbered(101, (n) => [aQueue(`q${n}`), joined('sns/queue-subscription', 'orders', `q${n}`)]),
      ],
      message: 'orders has 101 subscriptions but a FIFO topic takes 100: split the topic, or ask AWS for more',
      at: { resource: 'orders' },
    },
  },
});
