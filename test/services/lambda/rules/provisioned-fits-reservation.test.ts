import { provisionedFitsReservation } from '#shared/services/lambda/rules/provisioned-fits-reservation';
import { aFunction } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(provisionedFitsReservation, {
  valid: {
    'part of the reservation': [aFunction('worker', { provisionedConcurrency: 20, reservedConcurrency: 50 })],
    'no reservation': [aFunction('worker', { provisionedConcurrency: 20 })],
  },
  invalid: {
    'more than the reservation': {
      drawn: [aFunction('worker', { provisionedConcurrency: 50, reservedConcurrency: 20 })],
      message: 'worker provisions 50 environments but reserves 20: reserve 50 or more',
      at: { resource: 'worker', field: 'provisionedConcurrency' },
      remedy: 'Reserve 50',
    },
  },
});
