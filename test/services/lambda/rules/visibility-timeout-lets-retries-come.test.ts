import { visibilityTimeoutLetsRetriesCome } from '#shared/services/lambda/rules/visibility-timeout-lets-retries-come';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(visibilityTimeoutLetsRetriesCome, {
  valid: {
    'six times the timeout': [
      aQueue('jobs', { visibilityTimeout: 180 }),
      aFunction('worker', { timeout: 30 }),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
    ],
    'long for a long function': [
      aQueue('jobs', { visibilityTimeout: 7200 }),
      aFunction('worker', { timeout: 900 }),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
    ],
  },
  invalid: {
    'twelve hours for a function of 30 s': {
      drawn: [
        aQueue('jobs', { visibilityTimeout: 43_200 }),
        aFunction('worker', { timeout: 30 }),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
      ],
      message: 'what worker fails to do is tried again after 12 h: 180 s would do (6 × the function timeout)',
      at: { resource: 'jobs', field: 'visibilityTimeout' },
      remedy: 'Set visibility timeout to 180 s',
    },
  },
});
