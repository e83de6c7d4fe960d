import { pollersFitConcurrency } from '#shared/services/lambda/rules/pollers-fit-concurrency';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(pollersFitConcurrency, {
  valid: {
    'pollers within the reservation': [
      aQueue(),
      aFunction('worker', { reservedConcurrency: 100 }),
      joined('lambda/queue-event-source', 'queue', 'worker', { provisionedPollers: true, maximumPollers: 10 }),
    ],
    'pollers within the account': [
      aQueue(),
      aFunction(),
      joined('lambda/queue-event-source', 'queue', 'worker', { provisionedPollers: true, maximumPollers: 100 }),
    ],
  },
  invalid: {
    'pollers beyond the reservation': {
      drawn: [
        aQueue(),
        aFunction('worker', { reservedConcurrency: 100 }),
        joined('lambda/queue-event-source', 'queue', 'worker', { provisionedPollers: true, maximumPollers: 50 }),
      ],
      message:
        '50 pollers invoke up to 500 times at once but worker reserves 100: allow 10 pollers, or give the function more',
      at: { connection: 'queue--worker', field: 'maximumPollers' },
      remedy: 'Set maximum pollers to 10',
    },
    'pollers beyond what others leave of the account': {
      drawn: [
        aQueue(),
        aFunction(),
        aFunction('other', { reservedConcurrency: 500 }),
        joined('lambda/queue-event-source', 'queue', 'worker', { provisionedPollers: true }),
      ],
      message:
        '200 pollers invoke up to 2,000 times at once but worker shares 500: allow 50 pollers, or give the function more',
      at: { connection: 'queue--worker', field: 'maximumPollers' },
      remedy: 'Set maximum pollers to 50',
    },
  },
});
