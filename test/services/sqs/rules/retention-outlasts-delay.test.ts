import { retentionOutlastsDelay } from '#shared/services/sqs/rules/retention-outlasts-delay';
import { aQueue } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(retentionOutlastsDelay, {
  valid: {
    'a delay of 15 minutes and four days of retention': [aQueue('jobs', { delay: 900 })],
  },
  invalid: {
    'a delay as long as the retention': {
      drawn: [aQueue('jobs', { delay: 300, retention: 300 })],
      message:
        'delivery delay is 300 s but jobs keeps messages for 300 s: no message is ever delivered; keep them 4 days, AWS’s default',
      at: { resource: 'jobs', field: 'retention' },
      remedy: 'Keep messages for 4 days',
    },
  },
});
