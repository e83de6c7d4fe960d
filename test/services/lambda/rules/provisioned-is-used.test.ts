import { provisionedIsUsed } from '#shared/services/lambda/rules/provisioned-is-used';
import { aClient, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(provisionedIsUsed, {
  valid: {
    'environments that are at work': [
      aClient('client', { rate: 100 }),
      aFunction('worker', { provisionedConcurrency: 15 }),
      joined('client/invoke', 'client', 'worker'),
    ],
  },
  invalid: {
    'environments that mostly wait': {
      drawn: [
        aClient('client', { rate: 100 }),
        aFunction('worker', { provisionedConcurrency: 100 }),
        joined('client/invoke', 'client', 'worker'),
      ],
      message:
        'worker pays for 100 environments but 10 are at work on average: 11 cover this load, or scale them with the time of day',
      at: { resource: 'worker', field: 'provisionedConcurrency' },
      remedy: 'Provision 11',
    },
  },
});
