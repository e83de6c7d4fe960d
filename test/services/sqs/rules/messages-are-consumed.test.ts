import { messagesAreConsumed } from '#shared/services/sqs/rules/messages-are-consumed';
import { aClient, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(messagesAreConsumed, {
  valid: {
    'a queue with a consumer': [
      aClient('partners'),
      aQueue('jobs'),
      aFunction(),
      joined('client/send-message', 'partners', 'jobs'),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
    ],
    'a dead-letter queue, which a person reads': [
      aQueue('jobs'),
      aQueue('jobs-failed'),
      joined('sqs/redrive', 'jobs', 'jobs-failed'),
    ],
  },
  invalid: {
    'a queue that only fills': {
      drawn: [aClient('partners'), aQueue('jobs'), joined('client/send-message', 'partners', 'jobs')],
      message: 'nothing reads jobs: its messages are deleted after 4 days; connect a consumer',
      at: { resource: 'jobs' },
    },
  },
});
