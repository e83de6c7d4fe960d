import { visibilityTimeoutCoversFunctionTimeout } from '#shared/services/lambda/rules/visibility-timeout-covers-function-timeout';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(visibilityTimeoutCoversFunctionTimeout, {
  valid: {
    'equal timeouts': [
      aQueue('jobs', { visibilityTimeout: 30 }),
      aFunction('worker', { timeout: 30 }),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
    ],
  },
  invalid: {
    'a function that may run longer': {
      drawn: [
        aQueue('jobs', { visibilityTimeout: 30 }),
        aFunction('worker', { timeout: 60 }),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
      ],
      message:
        'visibility timeout is 30 s but worker may run 60 s, and Lambda refuses the mapping: give it 360 s or more (6 × the function timeout)',
      at: { resource: 'jobs', field: 'visibilityTimeout' },
      remedy: 'Set visibility timeout to 360 s',
    },
    'a function that may run 15 minutes, and a window': {
      drawn: [
        aQueue('jobs', { visibilityTimeout: 30 }),
        aFunction('worker', { timeout: 900 }),
        joined('lambda/queue-event-source', 'jobs', 'worker', { batchingWindow: 300 }),
      ],
      message:
        'visibility timeout is 30 s but worker may run 900 s, and Lambda refuses the mapping: give it 5,700 s or more (6 × the function timeout + the batching window)',
      at: { resource: 'jobs', field: 'visibilityTimeout' },
      remedy: 'Set visibility timeout to 5,700 s',
    },
  },
});
