import { undeliveredMessagesAreKept } from '#shared/services/sns/rules/undelivered-messages-are-kept';
import { aFunction, aQueue, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(undeliveredMessagesAreKept, {
  valid: {
    'a dead-letter queue for all subscriptions': [
      aTopic('orders'),
      aFunction(),
      aQueue('undelivered'),
      joined('sns/function-subscription', 'orders', 'worker'),
      joined('sns/subscription-dead-letter', 'orders', 'undelivered'),
    ],
    'one for the subscription that there is': [
      aTopic('orders'),
      aFunction(),
      aQueue('undelivered'),
      joined('sns/function-subscription', 'orders', 'worker'),
      joined('sns/subscription-dead-letter', 'orders', 'undelivered', { subscription: 'orders--worker' }),
    ],
  },
  invalid: {
    'a subscription without one': {
      drawn: [aTopic('orders'), aFunction(), joined('sns/function-subscription', 'orders', 'worker')],
      message:
        'SNS does not try again where worker was deleted or the policy refuses it: those messages of orders are lost; give the subscription a dead-letter queue',
      at: { resource: 'orders' },
      remedy: 'Keep undelivered messages of orders',
    },
    'the second of two subscriptions of a FIFO topic without one': {
      drawn: [
        aTopic('orders', { type: 'fifo' }),
        aQueue('billing', { fifo: true }),
        aQueue('shipping', { fifo: true }),
        aQueue('undelivered', { fifo: true }),
        joined('sns/queue-subscription', 'orders', 'billing'),
        joined('sns/queue-subscription', 'orders', 'shipping'),
        joined('sns/subscription-dead-letter', 'orders', 'undelivered', { subscription: 'orders--billing' }),
      ],
      message:
        'SNS does not try again where shipping was deleted or the policy refuses it: those messages of orders are lost; give the subscription a dead-letter queue',
      at: { resource: 'orders' },
    },
  },
});
