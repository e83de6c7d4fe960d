import { failuresAreRead } from '#shared/check/rules/failures-are-read';
import { aFunction, aQueue, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(failuresAreRead, {
  valid: {
    'failures that a function reads': [
      aQueue('jobs'),
      aQueue('failed'),
      aFunction('report'),
      joined('sqs/redrive', 'jobs', 'failed'),
      joined('lambda/queue-event-source', 'failed', 'report'),
    ],
    'a drawing without failure destinations': [aQueue('jobs')],
  },
  invalid: {
    'one queue of failures that nothing reads': {
      drawn: [aQueue('jobs'), aQueue('jobs-failed'), joined('sqs/redrive', 'jobs', 'jobs-failed')],
      message:
        'jobs-failed keeps failed work and nothing in the drawing reads it: set an alarm on the number of visible messages',
      at: { resource: 'jobs-failed' },
    },
    'several of them, in one finding': {
      drawn: [
        aQueue('bills'),
        aQueue('bills-failed'),
        aQueue('jobs'),
        aQueue('jobs-failed'),
        joined('sqs/redrive', 'bills', 'bills-failed'),
        joined('sqs/redrive', 'jobs', 'jobs-failed'),
      ],
      message:
        'bills-failed and jobs-failed keep failed work and nothing in the drawing reads it: set an alarm on the number of visible messages',
      at: {},
    },
  },
});
