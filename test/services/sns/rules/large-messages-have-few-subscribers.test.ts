import { largeMessagesHaveFewSubscribers } from '#shared/services/sns/rules/large-messages-have-few-subscribers';
import { aQueue, aTopic, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(largeMessagesHaveFewSubscribers, {
  valid: {
    'messages of 256 KiB to many queues': [
      aTopic('orders'),
      ...numbered(101, (n) => [aQueue(`q${n}`), joined('sns/queue-subscription', 'orders', `q${n}`)]),
    ],
    'messages of 1 MiB to one queue': [
      aTopic('orders', { maximumMessageSize: 1_048_576 }),
      aQueue('billing'),
      joined('sns/queue-subscription', 'orders', 'billing'),
    ],
  },
  invalid: {
    'messages of 1 MiB to 101 queues': {
      drawn: [
        aTopic('orders', { maximumMessageSize: 1_048_576 }),
        ...numbered(101, (n) => [aQueue(`q${n}`), joined('sns/queue-subscription', 'orders', `q${n}`)]),
      ],
      message:
        'orders takes messages of 1 MiB and has 101 subscriptions, but above 256 KiB 100 are the most: lower the size, or split the topic',
      at: { resource: 'orders', field: 'maximumMessageSize' },
      remedy: 'Take messages of up to 256 KiB',
    },
  },
});
