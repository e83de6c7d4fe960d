import { deadLettersStayApart } from '#shared/services/sqs/rules/dead-letters-stay-apart';
import { aClient, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(deadLettersStayApart, {
  valid: {
    'a queue of failures only': [aQueue('jobs'), aQueue('jobs-failed'), joined('sqs/redrive', 'jobs', 'jobs-failed')],
  },
  invalid: {
    'a queue that takes failures and fresh work': {
      drawn: [
        aClient('partners'),
        aQueue('jobs'),
        aQueue('mixed'),
        joined('sqs/redrive', 'jobs', 'mixed'),
        joined('client/send-message', 'partners', 'mixed'),
      ],
      message:
        'mixed takes what jobs failed to do together with fresh work of partners: give the failures a queue of their own',
      at: { resource: 'mixed' },
    },
  },
});
