import { deadLetterIsAnotherQueue } from '#shared/services/eventbridge/rules/dead-letter-is-another-queue';
import { aBus, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(deadLetterIsAnotherQueue, {
  valid: {
    'a queue of its own for what cannot be delivered': [
      aBus(),
      aQueue('billing'),
      aQueue('undelivered'),
      joined('eventbridge/queue-target', 'bus', 'billing'),
      joined('eventbridge/target-dead-letter', 'bus', 'undelivered'),
    ],
  },
  invalid: {
    'the target itself': {
      drawn: [
        aBus(),
        aQueue('billing'),
        joined('eventbridge/queue-target', 'bus', 'billing'),
        joined('eventbridge/target-dead-letter', 'bus', 'billing', {}, 'letters'),
      ],
      message:
        'billing is a target of bus and its dead-letter queue too: what cannot be delivered there is lost; use another queue',
      at: { connection: 'letters' },
    },
  },
});
