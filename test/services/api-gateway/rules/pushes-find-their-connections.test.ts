import { pushesFindTheirConnections } from '#shared/services/api-gateway/rules/pushes-find-their-connections';
import { aFunction, anApi, aTable, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const pushed = [anApi('api', { type: 'WEBSOCKET' }), aFunction(), joined('lambda/post-to-connection', 'worker', 'api')];

testRule(pushesFindTheirConnections, {
  valid: {
    'ids that a table keeps': [
      ...pushed,
      aTable(),
      joined('api-gateway/websocket-dynamodb', 'api', 'table', { routeKey: '$connect' }),
    ],
    'answers to messages': [...pushed, joined('api-gateway/websocket-lambda', 'api', 'worker')],
  },
  invalid: {
    'ids that nothing learns': {
      drawn: pushed,
      message:
        'worker pushes to connections of api but nothing learns their ids: draw a route for $connect that keeps them, to a table or a function',
      at: { resource: 'api' },
    },
  },
});
