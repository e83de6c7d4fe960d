import { overloadIsSeenAs429 } from '#shared/services/api-gateway/rules/overload-is-seen-as-429';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(overloadIsSeenAs429, {
  valid: {
    'a stage that throttles': [
      anApi('api', { stageRate: 500 }),
      aFunction('worker', { reservedConcurrency: 50 }),
      joined('api-gateway/lambda-proxy', 'api', 'worker'),
    ],
    'a route that throttles': [
      anApi(),
      aFunction('worker', { reservedConcurrency: 50 }),
      joined('api-gateway/lambda-proxy', 'api', 'worker', { throttleRate: 500 }),
    ],
    'an account that throttles before': [
      anApi(),
      aFunction('worker', { reservedConcurrency: 500, duration: { mean: 0.2 } }),
      joined('api-gateway/lambda-proxy', 'api', 'worker', { trafficShare: 0.2 }),
    ],
    'a function that shares the account’s concurrency': [
      anApi(),
      aFunction(),
      joined('api-gateway/lambda-proxy', 'api', 'worker'),
    ],
  },
  invalid: {
    'a reservation behind a stage without a throttle': {
      drawn: [
        anApi(),
        aFunction('worker', { reservedConcurrency: 50, duration: { mean: 0.2 } }),
        joined('api-gateway/lambda-proxy', 'api', 'worker'),
      ],
      message:
        'api has no throttle for POST /, and beyond 250 requests a second worker is full and clients get 500: let the API refuse with 429',
      at: { connection: 'api--worker', field: 'throttleRate' },
      remedy: 'Throttle it at 250/s',
    },
    'a function that gets a quarter of the requests': {
      drawn: [
        anApi(),
        aFunction('worker', { reservedConcurrency: 50, duration: { mean: 0.2 } }),
        joined('api-gateway/lambda-proxy', 'api', 'worker', { trafficShare: 0.25 }),
      ],
      message:
        'api has no throttle for POST /, and beyond 250 requests a second worker is full and clients get 500: let the API refuse with 429',
      at: { connection: 'api--worker', field: 'throttleRate' },
      remedy: 'Throttle it at 250/s',
    },
  },
});
