import { trafficSharesAreWhole } from '#shared/services/api-gateway/rules/traffic-shares-are-whole';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(trafficSharesAreWhole, {
  valid: {
    'shares that add up': [
      anApi(),
      aFunction('read'),
      aFunction('write'),
      joined('api-gateway/lambda-proxy', 'api', 'read', { method: 'GET', trafficShare: 0.8 }),
      joined('api-gateway/lambda-proxy', 'api', 'write', { trafficShare: 0.2 }),
    ],
    'a share and a route for the rest': [
      anApi(),
      aFunction('read'),
      aFunction('write'),
      joined('api-gateway/lambda-proxy', 'api', 'read', { method: 'GET', trafficShare: 0.8 }),
      joined('api-gateway/lambda-proxy', 'api', 'write'),
    ],
  },
  invalid: {
    'shares that leave requests without a route': {
      drawn: [
        anApi(),
        aFunction('read'),
        aFunction('write'),
        joined('api-gateway/lambda-proxy', 'api', 'read', { method: 'GET', trafficShare: 0.5 }),
        joined('api-gateway/lambda-proxy', 'api', 'write', { trafficShare: 0.2 }),
      ],
      message: 'the routes of api take 70 % of its requests: make the shares add up to 100 %',
      at: { resource: 'api' },
      remedy: 'Share the requests evenly',
    },
    'shares above the whole with a route for the rest': {
      drawn: [
        anApi(),
        aFunction('read'),
        aFunction('write'),
        aFunction('other'),
        joined('api-gateway/lambda-proxy', 'api', 'read', { method: 'GET', trafficShare: 0.8 }),
        joined('api-gateway/lambda-proxy', 'api', 'write', { trafficShare: 0.8 }),
        joined('api-gateway/lambda-proxy', 'api', 'other', { path: '/other' }),
      ],
      message:
        'the routes of api take 160 % of its requests, with others still to share the rest: make the shares add up to 100 %',
      at: { resource: 'api' },
      remedy: 'Share the requests evenly',
    },
  },
});
