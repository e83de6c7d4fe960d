import { functionUsuallyAnswersInTime } from '#shared/services/api-gateway/rules/function-usually-answers-in-time';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(functionUsuallyAnswersInTime, {
  valid: {
    'a quick function': [anApi(), aFunction(), joined('api-gateway/lambda-proxy', 'api', 'worker')],
  },
  invalid: {
    'a function that runs 45 s on average': {
      drawn: [
        anApi(),
        aFunction('worker', { timeout: 300, duration: { mean: 45 } }),
        joined('api-gateway/lambda-proxy', 'api', 'worker'),
      ],
      message: 'worker runs 45 s on average but api answers 504 after 29 s: put the work in a queue and answer 202',
      at: { connection: 'api--worker' },
    },
  },
});
