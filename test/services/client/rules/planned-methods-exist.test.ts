import type { Config } from '#shared/model/graph';
import { plannedMethodsExist } from '#shared/services/client/rules/planned-methods-exist';
import { aClient, aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (plan: Config, api: Config = {}) => [
  aClient('shop'),
  anApi('api', api),
  aFunction(),
  joined('client/http-request', 'shop', 'api', { usagePlan: true, ...plan }),
  joined('api-gateway/lambda-proxy', 'api', 'worker', { method: 'POST', path: '/orders' }, 'write'),
  joined('api-gateway/lambda-proxy', 'api', 'worker', { method: 'ANY', path: '/items/{id}' }, 'items'),
];

const at = { connection: 'shop--api', field: 'planMethods' };

testRule(plannedMethodsExist, {
  valid: {
    'a plan without throttles of methods': drawn({ planRate: 100 }),
    'a method of the API': drawn({ planMethods: 'POST /orders 10/s burst 20' }),
    'a method in other letters, and a rate alone': drawn({ planMethods: ' post /orders/ 0.5/s, ' }),
    'no plan at all': drawn({ usagePlan: false, planMethods: 'GET /orders 10/s' }),
  },
  invalid: {
    'what says no rate': {
      drawn: drawn({ planMethods: 'POST /orders 10/s, GET /orders' }),
      message:
        'GET /orders in the usage plan of shop is no throttle of a method: write it as POST /orders 10/s burst 20',
      at,
    },
    'a rate of nothing': {
      drawn: drawn({ planMethods: 'POST /orders 0/s' }),
      message:
        'POST /orders 0/s in the usage plan of shop is no throttle of a method: write it as POST /orders 10/s burst 20',
      at,
    },
    'a method that the API does not have': {
      drawn: drawn({ planMethods: 'GET /orders 10/s' }),
      message:
        'the usage plan of shop throttles GET /orders, but api has ANY /items/{id} and POST /orders: name a method and path of its routes',
      at,
    },
  },
});
