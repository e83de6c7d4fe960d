import { deadLettersOutlastSource } from '#shared/services/sqs/rules/dead-letters-outlast-source';
import { aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(deadLettersOutlastSource, {
  valid: {
    'a dead-letter queue that keeps messages for 14 days': [
      aQueue('jobs'),
      aQueue('jobs-failed', { retention: 1_209_600 }),
      joined('sqs/redrive', 'jobs', 'jobs-failed'),
    ],
    'FIFO queues, where a move starts the retention anew': [
      aQueue('jobs', { fifo: true }),
      aQueue('jobs-failed', { fifo: true }),
      joined('sqs/redrive', 'jobs', 'jobs-failed'),
    ],
    'a source that keeps messages as long as SQS can': [
      aQueue('jobs', { retention: 1_209_600 }),
      aQueue('jobs-failed', { retention: 1_209_600 }),
      joined('sqs/redrive', 'jobs', 'jobs-failed'),
    ],
  },
  invalid: {
    'queues that both keep messages for four days': {
      drawn: [aQueue('jobs'), aQueue('jobs-failed'), joined('sqs/redrive', 'jobs', 'jobs-failed')],
      message:
        'jobs-failed keeps messages for 4 days, counted from when they were sent to jobs, which keeps them 4 days itself: give jobs-failed 14 days',
      at: { connection: 'jobs--jobs-failed' },
      remedy: 'Keep dead letters for 14 days',
    },
  },
});
