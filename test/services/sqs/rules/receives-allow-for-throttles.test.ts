import { receivesAllowForThrottles } from '#shared/services/sqs/rules/receives-allow-for-throttles';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(receivesAllowForThrottles, {
  valid: {
    'five receives': [
      aQueue('jobs'),
      aQueue('jobs-failed'),
      aFunction(),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
      joined('sqs/redrive', 'jobs', 'jobs-failed', { maxReceiveCount: 5 }),
    ],
    'few receives of a queue that no function reads': [
      aQueue('jobs'),
      aQueue('jobs-failed'),
      joined('sqs/redrive', 'jobs', 'jobs-failed', { maxReceiveCount: 1 }),
    ],
  },
  invalid: {
    'one receive before a function': {
      drawn: [
        aQueue('jobs'),
        aQueue('jobs-failed'),
        aFunction(),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
        joined('sqs/redrive', 'jobs', 'jobs-failed', { maxReceiveCount: 1 }),
      ],
      message:
        'messages of jobs move to jobs-failed after 1 receive, and a throttled batch counts as one: allow 5 or more',
      at: { connection: 'jobs--jobs-failed', field: 'maxReceiveCount' },
      remedy: 'Allow 5 receives',
    },
  },
});
