import { authorizerResultsAreCached } from '#shared/services/api-gateway/rules/authorizer-results-are-cached';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const asks = joined('api-gateway/lambda-authorizer', 'api', 'guard', { resultTtl: 0 });

testRule(authorizerResultsAreCached, {
  valid: {
    'results that count for a while': [
      anApi(),
      aFunction('guard'),
      joined('api-gateway/lambda-authorizer', 'api', 'guard', { resultTtl: 60 }),
    ],
    'a WebSocket API, which never caches any': [anApi('api', { type: 'WEBSOCKET' }), aFunction('guard'), asks],
  },
  invalid: {
    'an authorizer that is asked each time': {
      drawn: [anApi(), aFunction('guard'), asks],
      message: 'each request to api runs guard first: cache its results for as long as one may be trusted',
      at: { connection: 'api--guard', field: 'resultTtl' },
      remedy: 'Cache results for 300 s',
    },
  },
});
