import { retentionOutlastsOutage } from '#shared/services/sqs/rules/retention-outlasts-outage';
import { aClient, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(retentionOutlastsOutage, {
  valid: {
    'four days of retention': [
      aClient('partners'),
      aQueue('jobs'),
      aFunction(),
      joined('client/send-message', 'partners', 'jobs'),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
    ],
    'a short retention in a queue that nobody reads': [aQueue('jobs', { retention: 3600 })],
  },
  invalid: {
    'two hours of retention before a function': {
      drawn: [
        aClient('partners'),
        aQueue('jobs', { retention: 7200 }),
        aFunction(),
        joined('client/send-message', 'partners', 'jobs'),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
      ],
      message:
        'jobs deletes messages after 2 h, read or not: a consumer that is down for longer loses them; keep them 4 days, AWS’s default',
      at: { resource: 'jobs', field: 'retention' },
      remedy: 'Keep messages for 4 days',
    },
  },
});
