import { reservationsLeaveTheFloor } from '#shared/services/lambda/rules/reservations-leave-the-floor';
import { aFunction, anAccount } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(reservationsLeaveTheFloor, {
  valid: {
    '900 of 1,000': [aFunction('a', { reservedConcurrency: 400 }), aFunction('b', { reservedConcurrency: 500 })],
    'more in a larger account': [
      aFunction('a', { reservedConcurrency: 1500 }),
      anAccount({ quotas: { 'lambda/concurrent-executions': 3000 } }),
    ],
    'provisioned environments within a reservation': [
      aFunction('a', { reservedConcurrency: 800, provisionedConcurrency: 500 }),
    ],
  },
  invalid: {
    '950 of 1,000': {
      drawn: [aFunction('a', { reservedConcurrency: 450 }), aFunction('b', { reservedConcurrency: 500 })],
      message:
        'functions claim 950 of the account’s 1,000 concurrent executions, but 100 must stay unreserved: claim 50 less, or ask AWS for a higher quota',
      at: { resource: 'b', field: 'reservedConcurrency' },
      remedy: 'Lower b to 450',
    },
    'any of an account that has less than the floor': {
      drawn: [
        aFunction('a', { reservedConcurrency: 100 }),
        anAccount({ quotas: { 'lambda/concurrent-executions': 10 } }),
      ],
      message:
        'functions claim 100 of the account’s 10 concurrent executions, but 100 must stay unreserved: claim none, or ask AWS for a higher quota',
      at: { resource: 'a', field: 'reservedConcurrency' },
    },
    'provisioned environments beside reservations': {
      drawn: [aFunction('a', { provisionedConcurrency: 600 }), aFunction('b', { reservedConcurrency: 400 })],
      message:
        'functions claim 1,000 of the account’s 1,000 concurrent executions, but 100 must stay unreserved: claim 100 less, or ask AWS for a higher quota',
      at: { resource: 'a', field: 'provisionedConcurrency' },
      remedy: 'Lower a to 500',
    },
  },
});
