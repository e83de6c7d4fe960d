import { routesDiffer } from '#shared/services/api-gateway/rules/routes-differ';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(routesDiffer, {
  valid: {
    'two methods on one path': [
      anApi(),
      aFunction('write'),
      aFunction('read'),
      joined('api-gateway/lambda-proxy', 'api', 'write', { path: '/orders' }),
      joined('api-gateway/lambda-proxy', 'api', 'read', { path: '/orders', method: 'GET' }),
    ],
  },
  invalid: {
    'two integrations of one route': {
      drawn: [
        anApi(),
        aFunction('first'),
        aFunction('second'),
        joined('api-gateway/lambda-proxy', 'api', 'first'),
        joined('api-gateway/lambda-proxy', 'api', 'second'),
      ],
      message:
        'POST / of api leads to first and to second, but a route has one integration: give one of them another path or method',
      at: { connection: 'api--second', field: 'path' },
      remedy: 'Move it to /second',
    },
  },
});
