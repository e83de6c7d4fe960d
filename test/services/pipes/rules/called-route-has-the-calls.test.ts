import type { Config } from '#shared/model/graph';
import { calledRouteHasTheCalls } from '#shared/services/pipes/rules/called-route-has-the-calls';
import { aClient, aFunction, anApi, aPipe, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (orders: Config, callers = 0) => [
  aClient('app', { rate: 10 }),
  aClient('shop', { rate: callers }),
  aQueue('jobs'),
  aPipe(),
  anApi('api'),
  aFunction(),
  joined('client/send-message', 'app', 'jobs'),
  joined('client/http-request', 'shop', 'api'),
  joined('pipes/queue-source', 'jobs', 'pipe', { batchSize: 1 }),
  joined('pipes/api-target', 'pipe', 'api', { route: 'POST /orders' }),
  joined('api-gateway/lambda-proxy', 'api', 'worker', { path: '/orders', ...orders }, 'orders'),
  joined('api-gateway/lambda-proxy', 'api', 'worker', { method: 'GET', path: '/orders' }, 'listing'),
];

testRule(calledRouteHasTheCalls, {
  valid: {
    'a share that is all of it': drawn({ trafficShare: 1 }),
    'a share that holds the calls beside those of others': drawn({ trafficShare: 0.5 }, 10),
  },
  invalid: {
    'routes that divide the calls evenly': {
      drawn: drawn({}),
      message:
        'pipe calls POST /orders of api 10 times a second, but by its share the route has 5 requests a second: raise its share of the traffic, or let the pipe call an API of its own',
      at: { connection: 'orders', field: 'trafficShare' },
    },
  },
});
