import { deadLetterIsAnotherQueue } from '#shared/services/sns/rules/dead-letter-is-another-queue';
import { aQueue, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(deadLetterIsAnotherQueue, {
  valid: {
    'a queue of its own for what cannot be delivered': [
      aTopic('orders'),
      aQueue('billing'),
      aQueue('undelivered'),
      joined('sns/queue-subscription', 'orders', 'billing'),
      joined('sns/subscription-dead-letter', 'orders', 'undelivered'),
    ],
  },
  invalid: {
    'the subscribed queue itself': {
      drawn: [
        aTopic('orders'),
        aQueue('billing'),
        joined('sns/queue-subscription', 'orders', 'billing'),
        joined('sns/subscription-dead-letter', 'orders', 'billing', {}, 'orders--billing-dlq'),
      ],
      message:
        'billing is subscribed to orders and its dead-letter queue too: what cannot be delivered there is lost; use another queue',
      at: { connection: 'orders--billing-dlq' },
    },
  },
});
