import { retentionOutlastsReceives } from '#shared/services/sqs/rules/retention-outlasts-receives';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(retentionOutlastsReceives, {
  valid: {
    'ten receives of 30 s in four days': [
      aQueue('jobs'),
      aQueue('jobs-failed'),
      aFunction(),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
      joined('sqs/redrive', 'jobs', 'jobs-failed'),
    ],
  },
  invalid: {
    'receives that take as long as the retention': {
      drawn: [
        aQueue('jobs', { visibilityTimeout: 43_200 }),
        aQueue('jobs-failed'),
        aFunction(),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
        joined('sqs/redrive', 'jobs', 'jobs-failed'),
      ],
      message:
        '10 receives of 12 h each take 5 days, but jobs deletes messages after 4 days, before jobs-failed gets them: allow fewer receives or keep messages longer',
      at: { connection: 'jobs--jobs-failed', field: 'maxReceiveCount' },
      remedy: 'Keep messages for 14 days',
    },
    'receives that take longer than any retention': {
      drawn: [
        aQueue('jobs', { visibilityTimeout: 43_200 }),
        aQueue('jobs-failed'),
        aFunction(),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
        joined('sqs/redrive', 'jobs', 'jobs-failed', { maxReceiveCount: 100 }),
      ],
      message:
        '100 receives of 12 h each take 50 days, but jobs deletes messages after 4 days, before jobs-failed gets them: allow fewer receives or keep messages longer',
      at: { connection: 'jobs--jobs-failed', field: 'maxReceiveCount' },
      remedy: 'Allow 7 receives',
    },
  },
});
