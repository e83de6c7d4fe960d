import { timeoutCoversUsualDuration } from '#shared/services/lambda/rules/timeout-covers-usual-duration';
import { aFunction } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(timeoutCoversUsualDuration, {
  valid: {
    'the default': [aFunction()],
  },
  invalid: {
    'a mean above the timeout': {
      drawn: [aFunction('worker', { duration: { mean: 5 } })],
      message: 'timeout is 3 s but worker runs 5 s on average: give it 26 s',
      at: { resource: 'worker', field: 'timeout' },
      remedy: 'Set the timeout to 26 s',
    },
    'a mean above the longest timeout': {
      drawn: [aFunction('worker', { timeout: 900, duration: { mean: 900 } })],
      message: 'timeout is 900 s but worker runs 900 s on average: split the work, the most is 900 s',
      at: { resource: 'worker', field: 'timeout' },
    },
  },
});
