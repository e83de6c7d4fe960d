import { apisDoNotStarveOneAnother } from '#shared/services/api-gateway/rules/apis-do-not-starve-one-another';
import { aClient, aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(apisDoNotStarveOneAnother, {
  valid: {
    'two APIs with stage throttles': [
      aClient('shop'),
      anApi('orders', { stageRate: 500 }),
      anApi('search', { stageRate: 500 }),
      joined('client/http-request', 'shop', 'orders'),
      joined('client/http-request', 'shop', 'search'),
    ],
    'an API whose routes have throttles of their own': [
      aClient('shop'),
      anApi('orders', { stageRate: 500 }),
      anApi('search'),
      aFunction('find'),
      joined('client/http-request', 'shop', 'orders'),
      joined('client/http-request', 'shop', 'search'),
      joined('api-gateway/lambda-proxy', 'search', 'find', { throttleRate: 500 }),
    ],
    'one API alone': [aClient('shop'), anApi('orders'), joined('client/http-request', 'shop', 'orders')],
  },
  invalid: {
    'one of two APIs without a throttle': {
      drawn: [
        aClient('shop'),
        anApi('orders', { stageRate: 500 }),
        anApi('search'),
        joined('client/http-request', 'shop', 'orders'),
        joined('client/http-request', 'shop', 'search'),
      ],
      message: 'search may use up all 10,000 requests a second that it shares with orders: give each stage a throttle',
      at: { resource: 'search', field: 'stageRate' },
    },
    'two of them': {
      drawn: [
        aClient('shop'),
        anApi('orders'),
        anApi('search'),
        joined('client/http-request', 'shop', 'orders'),
        joined('client/http-request', 'shop', 'search'),
      ],
      message:
        'orders and search may use up all 10,000 requests a second that they share with each other and the account’s other APIs: give each stage a throttle',
      at: { resource: 'orders', field: 'stageRate' },
    },
  },
});
