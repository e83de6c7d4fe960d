import { subscriptionIsTheOnlyOne } from '#shared/services/sns/rules/subscription-is-the-only-one';
import { aQueue, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(subscriptionIsTheOnlyOne, {
  valid: {
    'two subscribers': [
      aTopic('orders'),
      aQueue('billing'),
      aQueue('shipping'),
      joined('sns/queue-subscription', 'orders', 'billing'),
      joined('sns/queue-subscription', 'orders', 'shipping'),
    ],
  },
  invalid: {
    'two subscriptions of one queue': {
      drawn: [
        aTopic('orders'),
        aQueue('billing'),
        joined('sns/queue-subscription', 'orders', 'billing'),
        joined('sns/queue-subscription', 'orders', 'billing', {}, 'orders--billing-2'),
      ],
      message:
        'billing is subscribed to orders already, and SNS holds one subscription for each endpoint: put both filters in one policy',
      at: { connection: 'orders--billing-2' },
      remedy: 'Remove this subscription',
    },
  },
});
