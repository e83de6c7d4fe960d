import { authorizerAnswersInTime } from '#shared/services/api-gateway/rules/authorizer-answers-in-time';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const asks = joined('api-gateway/lambda-authorizer', 'api', 'guard');

testRule(authorizerAnswersInTime, {
  valid: {
    'a function that is stopped first': [anApi('api', { type: 'HTTP' }), aFunction('guard', { timeout: 10 }), asks],
    'a REST API, for which AWS states no such time': [anApi(), aFunction('guard', { timeout: 20 }), asks],
  },
  invalid: {
    'a function that may outlive an HTTP API’s patience': {
      drawn: [anApi('api', { type: 'HTTP' }), aFunction('guard', { timeout: 20 }), asks],
      message: 'api answers 500 after 10 s but guard may run 20 s: lower the function’s timeout',
      at: { connection: 'api--guard' },
      remedy: 'Set the timeout of guard to 10 s',
    },
  },
});
