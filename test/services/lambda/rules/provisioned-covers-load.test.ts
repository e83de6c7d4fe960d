import { provisionedCoversLoad } from '#shared/services/lambda/rules/provisioned-covers-load';
import { aClient, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(provisionedCoversLoad, {
  valid: {
    'a tenth to spare': [
      aClient('client', { rate: 100 }),
      aFunction('worker', { provisionedConcurrency: 12 }),
      joined('client/invoke', 'client', 'worker'),
    ],
    'none provisioned': [aClient('client', { rate: 100 }), aFunction(), joined('client/invoke', 'client', 'worker')],
  },
  invalid: {
    'fewer than are at work': {
      drawn: [
        aClient('client', { rate: 100 }),
        aFunction('worker', { provisionedConcurrency: 8 }),
        joined('client/invoke', 'client', 'worker'),
      ],
      message:
        'worker has 8 environments ready but 10 are at work on average: the others start cold; provision 11, a tenth above the load',
      at: { resource: 'worker', field: 'provisionedConcurrency' },
      remedy: 'Provision 11',
    },
    'fewer than are at work and no room in the reservation': {
      drawn: [
        aClient('client', { rate: 100 }),
        aFunction('worker', { provisionedConcurrency: 8, reservedConcurrency: 10 }),
        joined('client/invoke', 'client', 'worker'),
      ],
      message:
        'worker has 8 environments ready but 8.65 are at work on average: the others start cold; provision 10, a tenth above the load',
      at: { resource: 'worker', field: 'provisionedConcurrency' },
      remedy: 'Provision 10',
    },
  },
});
