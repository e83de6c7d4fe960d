import { reservationLetsWorkRun } from '#shared/services/lambda/rules/reservation-lets-work-run';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(reservationLetsWorkRun, {
  valid: {
    'a reservation': [
      aQueue(),
      aFunction('worker', { reservedConcurrency: 10 }),
      joined('lambda/queue-event-source', 'queue', 'worker'),
    ],
    'a function without triggers': [aFunction('worker', { reservedConcurrency: 0 })],
  },
  invalid: {
    'a reservation of 0': {
      drawn: [
        aQueue(),
        aFunction('worker', { reservedConcurrency: 0 }),
        joined('lambda/queue-event-source', 'queue', 'worker'),
      ],
      message: 'reserved concurrency is 0, so worker never runs: reserve 1 or more, or nothing',
      at: { resource: 'worker', field: 'reservedConcurrency' },
      remedy: 'Take the reservation away',
    },
  },
});
