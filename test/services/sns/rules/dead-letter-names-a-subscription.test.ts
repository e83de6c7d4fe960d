import { deadLetterNamesASubscription } from '#shared/services/sns/rules/dead-letter-names-a-subscription';
import { aQueue, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(deadLetterNamesASubscription, {
  valid: {
    'the id of a subscription of the topic': [
      aTopic('orders'),
      aQueue('billing'),
      aQueue('undelivered'),
      joined('sns/queue-subscription', 'orders', 'billing'),
      joined('sns/subscription-dead-letter', 'orders', 'undelivered', { subscription: 'orders--billing' }),
    ],
    'no id, for all subscriptions': [
      aTopic('orders'),
      aQueue('undelivered'),
      joined('sns/subscription-dead-letter', 'orders', 'undelivered'),
    ],
  },
  invalid: {
    'an id that is not among them': {
      drawn: [
        aTopic('orders'),
        aQueue('undelivered'),
        joined('sns/subscription-dead-letter', 'orders', 'undelivered', { subscription: 'orders--shipping' }),
      ],
      message:
        'undelivered is to keep what orders--shipping cannot deliver, but orders has no subscription of that id: name one, or leave it empty for all',
      at: { connection: 'orders--undelivered', field: 'subscription' },
      remedy: 'Keep those of every subscription',
    },
  },
});
