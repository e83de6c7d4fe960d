import { visibilityTimeoutCoversRetries } from '#shared/services/lambda/rules/visibility-timeout-covers-retries';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(visibilityTimeoutCoversRetries, {
  valid: {
    'six times the timeout': [
      aQueue('jobs', { visibilityTimeout: 180 }),
      aFunction('worker', { timeout: 30 }),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
    ],
    'less than the timeout, which another rule speaks of': [
      aQueue('jobs', { visibilityTimeout: 30 }),
      aFunction('worker', { timeout: 60 }),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
    ],
  },
  invalid: {
    'the timeout once': {
      drawn: [
        aQueue('jobs', { visibilityTimeout: 30 }),
        aFunction('worker', { timeout: 30 }),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
      ],
      message: 'visibility timeout is 30 s but worker may run 30 s: give it 180 s or more (6 × the function timeout)',
      at: { resource: 'jobs', field: 'visibilityTimeout' },
      remedy: 'Set visibility timeout to 180 s',
    },
    'six times the timeout without the batching window': {
      drawn: [
        aQueue('jobs', { visibilityTimeout: 180 }),
        aFunction('worker', { timeout: 30 }),
        joined('lambda/queue-event-source', 'jobs', 'worker', { batchingWindow: 20 }),
      ],
      message:
        'visibility timeout is 180 s but worker may run 30 s: give it 200 s or more (6 × the function timeout + the batching window)',
      at: { resource: 'jobs', field: 'visibilityTimeout' },
      remedy: 'Set visibility timeout to 200 s',
    },
  },
});
