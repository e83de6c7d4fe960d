import { reservationCoversFirstBatches } from '#shared/services/lambda/rules/reservation-covers-first-batches';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(reservationCoversFirstBatches, {
  valid: {
    'a reservation of five': [
      aQueue('jobs'),
      aFunction('worker', { reservedConcurrency: 5 }),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
    ],
    'fewer with a maximum concurrency': [
      aQueue('jobs'),
      aFunction('worker', { reservedConcurrency: 2 }),
      joined('lambda/queue-event-source', 'jobs', 'worker', { maximumConcurrency: 2 }),
    ],
  },
  invalid: {
    'three, and a mapping that starts with five': {
      drawn: [
        aQueue('jobs'),
        aFunction('worker', { reservedConcurrency: 3 }),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
      ],
      message:
        'worker reserves 3 but the mapping of jobs starts with 5 batches at once: reserve 5 or more, or set a maximum concurrency',
      at: { resource: 'worker', field: 'reservedConcurrency' },
      remedy: 'Set maximum concurrency to 3',
    },
    'one, where no maximum concurrency is low enough': {
      drawn: [
        aQueue('jobs'),
        aFunction('worker', { reservedConcurrency: 1 }),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
      ],
      message:
        'worker reserves 1 but the mapping of jobs starts with 5 batches at once: reserve 5 or more, or set a maximum concurrency',
      at: { resource: 'worker', field: 'reservedConcurrency' },
      remedy: 'Reserve 5',
    },
  },
});
