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
        'api has no stage throttle, and beyond 250 requests a second worker is full and clients get 500: let the stage refuse with 429',
      at: { resource: 'api', field: 'stageRate' },
      remedy: 'Set the stage’s rate to 250/s',
    },
    'a function that gets a quarter of the requests': {
      drawn: [
        anApi(),
        aFunction('worker', { reservedConcurrency: 50, duration: { mean: 0.2 } }),
        joined('api-gateway/lambda-proxy', 'api', 'worker', { trafficShare: 0.25 }),
      ],
      message:
        'api has no stage throttle, and beyond 1,000 requests a second worker is full and clients get 500: let the stage refuse with 429',
      at: { resource: 'api', field: 'stageRate' },
      remedy: 'Set the stage’s rate to 1,000/s',
    },
  },
});
