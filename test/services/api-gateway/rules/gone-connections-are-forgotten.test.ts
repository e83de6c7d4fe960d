import { goneConnectionsAreForgotten } from '#shared/services/api-gateway/rules/gone-connections-are-forgotten';
import { aFunction, anApi, aTable, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const KIND = 'api-gateway/websocket-dynamodb';
const kept = [
  anApi('api', { type: 'WEBSOCKET' }),
  aFunction(),
  aTable(),
  joined(KIND, 'api', 'table', { routeKey: '$connect' }, 'connected'),
];
const pushes = joined('lambda/post-to-connection', 'worker', 'api');

testRule(goneConnectionsAreForgotten, {
  valid: {
    'a route for both': [...kept, pushes, joined(KIND, 'api', 'table', { routeKey: '$disconnect' }, 'gone')],
    'connections that nothing is pushed to': kept,
  },
  invalid: {
    'ids that are only added': {
      drawn: [...kept, pushes],
      message:
        'api tells of clients that connect but not of those that are gone, to which worker goes on pushing: draw a route for $disconnect that forgets them',
      at: { resource: 'api' },
    },
  },
});
