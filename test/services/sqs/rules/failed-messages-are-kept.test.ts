import { failedMessagesAreKept } from '#shared/services/sqs/rules/failed-messages-are-kept';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(failedMessagesAreKept, {
  valid: {
    'a queue with a dead-letter queue': [
      aQueue('jobs'),
      aQueue('jobs-failed'),
      aFunction(),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
      joined('sqs/redrive', 'jobs', 'jobs-failed'),
    ],
    'a queue that nobody reads': [aQueue('jobs')],
  },
  invalid: {
    'a standard queue without one': {
      drawn: [
        aQueue('jobs', { visibilityTimeout: 180 }),
        aFunction(),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
      ],
      message:
        'a message that always fails comes back to jobs every 180 s until it is deleted after 4 days: add a dead-letter queue',
      at: { resource: 'jobs' },
      remedy: 'Add a dead-letter queue to jobs',
    },
    'a FIFO queue without one, whose groups it would block': {
      drawn: [
        aQueue('jobs', { fifo: true }),
        aQueue('jobs-failed', { fifo: true }),
        aFunction(),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
      ],
      message:
        'a message that always fails comes back to jobs every 30 s until it is deleted after 4 days, and holds back its message group meanwhile: add a dead-letter queue',
      at: { resource: 'jobs' },
      remedy: 'Add a dead-letter queue to jobs',
    },
  },
});
