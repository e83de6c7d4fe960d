import { provisionedServesCallers } from '#shared/services/lambda/rules/provisioned-serves-callers';
import { aClient, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(provisionedServesCallers, {
  valid: {
    'a caller who waits': [
      aClient(),
      aFunction('worker', { provisionedConcurrency: 20 }),
      joined('client/invoke', 'client', 'worker'),
    ],
  },
  invalid: {
    'a queue, where nobody does': {
      drawn: [
        aQueue(),
        aFunction('worker', { provisionedConcurrency: 20 }),
        joined('lambda/queue-event-source', 'queue', 'worker'),
      ],
      message:
        'worker keeps 20 environments ready by the hour but no caller waits for it: take provisioned concurrency away, unless start-up errors are what it avoids',
      at: { resource: 'worker', field: 'provisionedConcurrency' },
      remedy: 'Take provisioned concurrency away',
    },
  },
});
