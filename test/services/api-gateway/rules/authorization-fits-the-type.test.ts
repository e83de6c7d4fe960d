import { authorizationFitsTheType } from '#shared/services/api-gateway/rules/authorization-fits-the-type';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const at = { resource: 'api', field: 'authorization' };

testRule(authorizationFitsTheType, {
  valid: {
    'an API that checks nothing': [anApi()],
    'a REST API that asks a user pool': [anApi('api', { authorization: 'cognito' })],
    'an HTTP API that checks a JWT': [anApi('api', { type: 'HTTP', authorization: 'jwt' })],
    'a WebSocket API that checks signatures': [anApi('api', { type: 'WEBSOCKET', authorization: 'iam' })],
  },
  invalid: {
    'a function that is asked besides': {
      drawn: [
        anApi('api', { authorization: 'iam' }),
        aFunction('guard'),
        joined('api-gateway/lambda-authorizer', 'api', 'guard'),
      ],
      message:
        'api asks guard who may come in, and checks nothing by itself besides: let callers prove themselves to the function',
      at,
      remedy: 'Leave it to the function',
    },
    'an HTTP API with a user pool': {
      drawn: [anApi('api', { type: 'HTTP', authorization: 'cognito' })],
      message: 'api is an HTTP API, which asks no user pool: let it check the JWT that the user pool issues',
      at,
      remedy: 'Check a JWT',
    },
    'a REST API with a JWT': {
      drawn: [anApi('api', { authorization: 'jwt' })],
      message:
        'api is a REST API, which checks no JWT by itself: make it an HTTP API, let it ask a Cognito user pool, or draw a Lambda authorizer',
      at,
    },
    'a WebSocket API with a JWT': {
      drawn: [anApi('api', { type: 'WEBSOCKET', authorization: 'jwt' })],
      message: 'api is a WebSocket API, which checks signatures alone: let callers sign, or draw a Lambda authorizer',
      at,
      remedy: 'Check signatures by IAM',
    },
  },
});
