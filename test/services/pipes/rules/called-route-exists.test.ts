import type { Config } from '#shared/model/graph';
import { calledRouteExists } from '#shared/services/pipes/rules/called-route-exists';
import { aFunction, anApi, aPipe, aQueue, joined, type Part } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (call: Config, ...routes: readonly Config[]): readonly Part[] => [
  aQueue('jobs'),
  aPipe(),
  anApi('api'),
  aFunction(),
  joined('pipes/queue-source', 'jobs', 'pipe', { batchSize: 1 }),
  joined('pipes/api-target', 'pipe', 'api', call),
  ...routes.map((route, at) => joined('api-gateway/lambda-proxy', 'api', 'worker', route, `route-${at}`)),
];

const orders = { method: 'POST', path: '/orders' };
const order = { method: 'PUT', path: '/orders/{id}/lines/{line}' };
const any = { method: 'ANY', path: '/orders' };
const connection = 'pipe--api';

testRule(calledRouteExists, {
  valid: {
    'an only route, which nobody need name': drawn({}, orders),
    'a route by its name': drawn({ route: 'POST /orders' }, { path: '/' }, orders),
    'a route that is written otherwise': drawn({ route: ' post /orders/' }, orders),
    'a route that takes any method': drawn({ route: 'PATCH /orders' }, any),
    'a path whose parameters have values': drawn(
      { route: 'PUT /orders/{id}/lines/{line}', pathParameters: '$.body.order, $.body.line' },
      order,
    ),
    // The API itself is at fault.
    'an API without routes': drawn({}),
  },
  invalid: {
    'a route that is not there': {
      drawn: drawn({ route: 'GET /orders' }, orders, order),
      message: 'api has no route GET /orders, but POST /orders and PUT /orders/{id}/lines/{line}: name one of them',
      at: { connection, field: 'route' },
    },
    'a route without its method': {
      drawn: drawn({ route: '/orders' }, orders),
      message: 'api has no route /orders, but POST /orders: name one of them',
      at: { connection, field: 'route' },
    },
    'several routes of which none is named': {
      drawn: drawn({}, orders, order),
      message: 'api has POST /orders and PUT /orders/{id}/lines/{line}: name the route that is called',
      at: { connection, field: 'route' },
    },
    'parameters without values': {
      drawn: drawn({}, order),
      message:
        'the path /orders/{id}/lines/{line} of api has 2 parameters, but 0 values are given: say what stands for id and line, such as $.body.id',
      at: { connection, field: 'pathParameters' },
    },
    'a value without a parameter': {
      drawn: drawn({ pathParameters: '$.body.id' }, orders),
      message: 'the path /orders of api has no parameters, but 1 value is given: leave them out',
      at: { connection, field: 'pathParameters' },
    },
  },
});
