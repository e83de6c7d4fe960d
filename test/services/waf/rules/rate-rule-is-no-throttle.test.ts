import { rateRuleIsNoThrottle } from '#shared/services/waf/rules/rate-rule-is-no-throttle';
import { aClient, aFunction, anApi, aWebAcl, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const rate = { hasRateRule: true, rateLimit: 300, rateWindow: '300', addresses: 100, blockedShare: 0 };
const web = (clientRate: number, api: Record<string, unknown> = {}) => [
  aClient('viewers', { rate: clientRate }),
  aWebAcl('acl', rate),
  anApi('api', api),
  joined('client/http-request', 'viewers', 'acl'),
  joined('waf/protects', 'acl', 'api'),
];

const routes = (write: Record<string, unknown>) => [
  ...web(500),
  aFunction('reader'),
  aFunction('writer'),
  joined('api-gateway/lambda-proxy', 'api', 'reader', { method: 'GET', path: '/items', throttleRate: 60 }),
  joined('api-gateway/lambda-proxy', 'api', 'writer', { method: 'POST', path: '/items', ...write }),
];

testRule(rateRuleIsNoThrottle, {
  valid: {
    'less than the rate rule blocks': web(50),
    'an API that throttles too': web(500, { stageRate: 100 }),
    'an API whose routes all have throttles of their own': routes({ throttleRate: 20 }),
  },
  invalid: {
    'an API of which one route has no throttle': {
      drawn: routes({}),
      message:
        '500 requests a second come and the rate rule of acl lets 100 through, but only after seconds to minutes: let api throttle too',
      at: { resource: 'acl', field: 'rateLimit' },
    },
    'a rate rule that alone holds load back': {
      drawn: web(500),
      message:
        '500 requests a second come and the rate rule of acl lets 100 through, but only after seconds to minutes: let api throttle too',
      at: { resource: 'acl', field: 'rateLimit' },
    },
  },
});
