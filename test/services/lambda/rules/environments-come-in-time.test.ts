import { environmentsComeInTime } from '#shared/services/lambda/rules/environments-come-in-time';
import { aClient, aFunction, anAccount, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(environmentsComeInTime, {
  valid: {
    'a load that a thousand environments carry': [
      aClient('client', { rate: 100 }),
      aFunction(),
      joined('client/invoke', 'client', 'worker'),
    ],
    'events that wait in Lambda’s own queue': [
      aClient('client', { rate: 2000 }),
      aFunction('worker', { timeout: 30, duration: { mean: 1 } }),
      joined('client/invoke-async', 'client', 'worker'),
      anAccount({ quotas: { 'lambda/concurrent-executions': 5000 } }),
    ],
  },
  invalid: {
    'a load that needs two thousand of them': {
      drawn: [
        aClient('client', { rate: 2000 }),
        aFunction('worker', { timeout: 30, duration: { mean: 1 } }),
        joined('client/invoke', 'client', 'worker'),
        anAccount({ quotas: { 'lambda/concurrent-executions': 5000 } }),
      ],
      message:
        'worker needs 2,000 environments but gets 1,000 at once: after a sudden start callers are throttled for 10 s; let the load rise slower, or provision environments',
      at: { resource: 'worker' },
    },
  },
});
