import { timeoutCoversSlowRuns } from '#shared/services/lambda/rules/timeout-covers-slow-runs';
import { aFunction } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(timeoutCoversSlowRuns, {
  valid: {
    'the default': [aFunction()],
    'a constant duration just below the timeout': [
      aFunction('worker', { duration: { distribution: 'constant', mean: 2.9 } }),
    ],
  },
  invalid: {
    'a mean of one second with a wide spread': {
      drawn: [aFunction('worker', { duration: { mean: 1, scv: 2 } })],
      message:
        'timeout is 3 s but one run of worker in a hundred takes 6.61 s or more: give it 8 s, or make slow runs rarer',
      at: { resource: 'worker', field: 'timeout' },
      remedy: 'Set the timeout to 8 s',
    },
    'an exponential duration': {
      drawn: [aFunction('worker', { duration: { distribution: 'exponential', mean: 1 } })],
      message:
        'timeout is 3 s but one run of worker in a hundred takes 4.61 s or more: give it 6 s, or make slow runs rarer',
      at: { resource: 'worker', field: 'timeout' },
      remedy: 'Set the timeout to 6 s',
    },
  },
});
