import { functionAnswersWithinTimeout } from '#shared/services/api-gateway/rules/function-answers-within-timeout';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(functionAnswersWithinTimeout, {
  valid: {
    'a function that is stopped first': [
      anApi(),
      aFunction('worker', { timeout: 29 }),
      joined('api-gateway/lambda-proxy', 'api', 'worker'),
    ],
    'a function that nobody waits for': [
      anApi(),
      aFunction('worker', { timeout: 900 }),
      joined('api-gateway/lambda-async', 'api', 'worker'),
    ],
  },
  invalid: {
    'a function that may outlive a REST API’s patience': {
      drawn: [anApi(), aFunction('worker', { timeout: 60 }), joined('api-gateway/lambda-proxy', 'api', 'worker')],
      message:
        'api answers 504 after 29 s but worker may run 60 s: lower the function’s timeout, or answer 202 and work from a queue',
      at: { connection: 'api--worker' },
      remedy: 'Set the timeout of worker to 29 s',
    },
    'the same behind an HTTP API': {
      drawn: [
        anApi('api', { type: 'HTTP', integrationTimeout: 30 }),
        aFunction('worker', { timeout: 60 }),
        joined('api-gateway/lambda-proxy', 'api', 'worker'),
      ],
      message:
        'api answers 503 after 30 s but worker may run 60 s: lower the function’s timeout, or answer 202 and work from a queue',
      at: { connection: 'api--worker' },
      remedy: 'Set the timeout of worker to 30 s',
    },
  },
});
