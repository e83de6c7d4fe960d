import { pollersExcludeMaximumConcurrency } from '#shared/services/lambda/rules/pollers-exclude-maximum-concurrency';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(pollersExcludeMaximumConcurrency, {
  valid: {
    'pollers alone': [
      aQueue(),
      aFunction(),
      joined('lambda/queue-event-source', 'queue', 'worker', { provisionedPollers: true }),
    ],
    'a maximum concurrency alone': [
      aQueue(),
      aFunction(),
      joined('lambda/queue-event-source', 'queue', 'worker', { maximumConcurrency: 50 }),
    ],
  },
  invalid: {
    both: {
      drawn: [
        aQueue(),
        aFunction(),
        joined('lambda/queue-event-source', 'queue', 'worker', { provisionedPollers: true, maximumConcurrency: 50 }),
      ],
      message:
        'maximum concurrency 50 is set beside 200 provisioned pollers, and Lambda takes one of the two: let the pollers bound the concurrency',
      at: { connection: 'queue--worker', field: 'maximumConcurrency' },
      remedy: 'Take maximum concurrency away',
    },
  },
});
