import { asynchronousSettingsAreUsed } from '#shared/services/lambda/rules/asynchronous-settings-are-used';
import { aFunction, aQueue, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(asynchronousSettingsAreUsed, {
  valid: {
    'retries of asynchronous events': [
      aTopic(),
      aFunction('worker', { asyncRetryAttempts: 0 }),
      joined('sns/function-subscription', 'topic', 'worker'),
    ],
    'settings left as they are': [aQueue(), aFunction(), joined('lambda/queue-event-source', 'queue', 'worker')],
  },
  invalid: {
    'retries of a function behind a queue': {
      drawn: [
        aQueue(),
        aFunction('worker', { asyncRetryAttempts: 0, maximumEventAge: 3600 }),
        joined('lambda/queue-event-source', 'queue', 'worker'),
      ],
      message:
        'worker sets 0 retries and an event age of 3,600 s for asynchronous events but gets none: they have no effect; set retries where the work comes from',
      at: { resource: 'worker', field: 'asyncRetryAttempts' },
      remedy: 'Take the asynchronous settings away',
    },
  },
});
