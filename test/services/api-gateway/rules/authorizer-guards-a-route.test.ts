import { authorizerGuardsARoute } from '#shared/services/api-gateway/rules/authorizer-guards-a-route';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const asks = joined('api-gateway/lambda-authorizer', 'api', 'guard');
const functions = [aFunction('guard'), aFunction('work'), aFunction('sign-in')];
const aSocket = anApi('api', { type: 'WEBSOCKET' });

testRule(authorizerGuardsARoute, {
  valid: {
    'an API whose sign-in alone is open': [
      anApi(),
      ...functions,
      asks,
      joined('api-gateway/lambda-proxy', 'api', 'work'),
      joined('api-gateway/lambda-proxy', 'api', 'sign-in', { path: '/sign-in', isOpen: true }),
    ],
    'a WebSocket API with $connect': [
      aSocket,
      ...functions,
      asks,
      joined('api-gateway/websocket-lambda', 'api', 'work', { routeKey: '$connect' }),
    ],
    'an API that has no routes yet': [anApi(), ...functions, asks],
  },
  invalid: {
    'an API whose routes are all open': {
      drawn: [anApi(), ...functions, asks, joined('api-gateway/lambda-proxy', 'api', 'work', { isOpen: true })],
      message: 'api never asks guard: all of its routes are open to anyone',
      at: { connection: 'api--guard' },
    },
    'a WebSocket API without $connect': {
      drawn: [aSocket, ...functions, asks, joined('api-gateway/websocket-lambda', 'api', 'work')],
      message: 'api never asks guard: draw a route for $connect',
      at: { connection: 'api--guard' },
    },
  },
});
