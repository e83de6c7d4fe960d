import { reservationCoversMappings } from '#shared/services/lambda/rules/reservation-covers-mappings';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(reservationCoversMappings, {
  valid: {
    'a reservation for both mappings': [
      aQueue('a'),
      aQueue('b'),
      aFunction('worker', { reservedConcurrency: 50 }),
      joined('lambda/queue-event-source', 'a', 'worker', { maximumConcurrency: 20 }),
      joined('lambda/queue-event-source', 'b', 'worker', { maximumConcurrency: 30 }),
    ],
    'no reservation': [
      aQueue('a'),
      aFunction(),
      joined('lambda/queue-event-source', 'a', 'worker', { maximumConcurrency: 20 }),
    ],
  },
  invalid: {
    'a reservation for one of them': {
      drawn: [
        aQueue('a'),
        aQueue('b'),
        aFunction('worker', { reservedConcurrency: 30 }),
        joined('lambda/queue-event-source', 'a', 'worker', { maximumConcurrency: 20 }),
        joined('lambda/queue-event-source', 'b', 'worker', { maximumConcurrency: 30 }),
      ],
      message:
        'worker reserves 30 but its mappings may run 20 + 30 = 50 at once: reserve 50, or lower the maximum concurrency',
      at: { resource: 'worker', field: 'reservedConcurrency' },
      remedy: 'Reserve 50',
    },
    'one mapping above the reservation': {
      drawn: [
        aQueue('a'),
        aFunction('worker', { reservedConcurrency: 10 }),
        joined('lambda/queue-event-source', 'a', 'worker', { maximumConcurrency: 20 }),
      ],
      message: 'worker reserves 10 but its mappings may run 20 at once: reserve 20, or lower the maximum concurrency',
      at: { resource: 'worker', field: 'reservedConcurrency' },
      remedy: 'Reserve 20',
    },
  },
});
