import { resentMessagesAreDeduplicated } from '#shared/services/lambda/rules/resent-messages-are-deduplicated';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(resentMessagesAreDeduplicated, {
  valid: {
    'a visibility timeout within the interval': [
      aQueue('jobs', { visibilityTimeout: 180 }),
      aFunction(),
      aQueue('bills', { fifo: true }),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
      joined('lambda/send-message', 'worker', 'bills'),
    ],
    'a standard queue, which drops nothing': [
      aQueue('jobs', { visibilityTimeout: 900 }),
      aFunction(),
      aQueue('bills'),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
      joined('lambda/send-message', 'worker', 'bills'),
    ],
  },
  invalid: {
    'a second run after a quarter of an hour': {
      drawn: [
        aQueue('jobs', { visibilityTimeout: 900 }),
        aFunction(),
        aQueue('bills', { fifo: true }),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
        joined('lambda/send-message', 'worker', 'bills'),
      ],
      message:
        'worker is run again 900 s after it failed (visibility timeout of jobs), but bills drops what is sent twice for 300 s only: make the consumers behind it idempotent, or shorten the visibility timeout',
      at: { connection: 'worker--bills' },
    },
  },
});
