import { messagesHaveARoute } from '#shared/services/api-gateway/rules/messages-have-a-route';
import type { Config } from '#shared/model/graph';
import { aClient, aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const routed = (routeKey: string, config: Config = {}) => [
  aClient(),
  anApi('api', { type: 'WEBSOCKET', ...config }),
  aFunction(),
  joined('client/websocket', 'client', 'api'),
  joined('api-gateway/websocket-lambda', 'api', 'worker', { routeKey }),
];

testRule(messagesHaveARoute, {
  valid: {
    'a route for all of them': routed('$default'),
    'a route of their own': routed('send'),
    'clients that only listen': routed('$connect', { messagesPerConnection: 0 }),
  },
  invalid: {
    'a route for connections alone': {
      drawn: routed('$connect'),
      message:
        'clients send 10 messages over each connection to api, which has no route for any: give it $default, or let clients only listen',
      at: { resource: 'api', field: 'messagesPerConnection' },
      remedy: 'Let clients only listen',
    },
  },
});
