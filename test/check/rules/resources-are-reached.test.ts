import { resourcesAreReached } from '#shared/check/rules/resources-are-reached';
import { aClient, aFunction, aQueue, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(resourcesAreReached, {
  valid: {
    'a chain from a client': [
      aClient(),
      aQueue(),
      aFunction(),
      joined('client/send-message', 'client', 'queue'),
      joined('lambda/queue-event-source', 'queue', 'worker'),
    ],
    'a dead-letter queue, which failures reach': [
      aClient(),
      aQueue('jobs'),
      aQueue('failed'),
      joined('client/send-message', 'client', 'jobs'),
      joined('sqs/redrive', 'jobs', 'failed'),
    ],
    'a drawing without a source of load, which is another finding': [aQueue()],
  },
  invalid: {
    'a queue and its consumer apart from the rest': {
      drawn: [
        aClient(),
        aQueue('jobs'),
        aQueue('lonely'),
        aFunction(),
        joined('client/send-message', 'client', 'jobs'),
        joined('lambda/queue-event-source', 'lonely', 'worker'),
      ],
      message: ['nothing reaches lonely: connect it, or remove it', 'nothing reaches worker: connect it, or remove it'],
      at: [{ resource: 'lonely' }, { resource: 'worker' }],
    },
  },
});
