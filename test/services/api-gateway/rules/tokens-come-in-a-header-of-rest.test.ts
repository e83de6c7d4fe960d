import { tokensComeInAHeaderOfRest } from '#shared/services/api-gateway/rules/tokens-come-in-a-header-of-rest';
import type { Config } from '#shared/model/graph';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (type: string, config: Config = {}) => [
  anApi('api', { type }),
  aFunction('guard'),
  joined('api-gateway/lambda-authorizer', 'api', 'guard', { form: 'token', ...config }),
];
const at = { connection: 'api--guard', field: 'form' };
const remedy = 'Tell it of the request';

testRule(tokensComeInAHeaderOfRest, {
  valid: {
    'a REST API that tells the token': drawn('REST'),
    'an HTTP API that tells of the request': drawn('HTTP', { form: 'request', identitySource: 'query' }),
  },
  invalid: {
    'an HTTP API that would tell the token': {
      drawn: drawn('HTTP'),
      message:
        'guard is to be told the token alone, which only a REST API does, and api is an HTTP API: tell it of the request',
      at,
      remedy,
    },
    'a token in a query parameter': {
      drawn: drawn('REST', { identitySource: 'query' }),
      message:
        'guard is to be told the token alone, but the identity is in a query parameter, and a token comes in a header: tell it of the request',
      at,
      remedy,
    },
  },
});
