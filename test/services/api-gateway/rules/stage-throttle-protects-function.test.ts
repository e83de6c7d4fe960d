import { stageThrottleProtectsFunction } from '#shared/services/api-gateway/rules/stage-throttle-protects-function';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(stageThrottleProtectsFunction, {
  valid: {
    'a stage that admits what the function takes': [
      anApi('api', { stageRate: 250 }),
      aFunction('worker', { reservedConcurrency: 50, duration: { mean: 0.2 } }),
      joined('api-gateway/lambda-proxy', 'api', 'worker'),
    ],
    'a route that admits less than its stage': [
      anApi('api', { stageRate: 500 }),
      aFunction('worker', { reservedConcurrency: 50, duration: { mean: 0.2 } }),
      joined('api-gateway/lambda-proxy', 'api', 'worker', { throttleRate: 250 }),
    ],
    'requests that a cache answers': [
      anApi('api', { stageRate: 500, cacheSize: '0.5', cacheHitRatio: 0.5 }),
      aFunction('worker', { reservedConcurrency: 50, duration: { mean: 0.2 } }),
      joined('api-gateway/lambda-proxy', 'api', 'worker', { method: 'GET' }),
    ],
  },
  invalid: {
    'a stage that admits twice what the function takes': {
      drawn: [
        anApi('api', { stageRate: 500 }),
        aFunction('worker', { reservedConcurrency: 50, duration: { mean: 0.2 } }),
        joined('api-gateway/lambda-proxy', 'api', 'worker'),
      ],
      message:
        'api admits 500 requests a second of POST / but worker takes 250 with a reservation of 50 at 0.2 s each: the excess gets 500; admit 250, so that it gets 429',
      at: { connection: 'api--worker', field: 'throttleRate' },
      remedy: 'Throttle it at 250/s',
    },
    'a stage that admits as much of each method': {
      drawn: [
        anApi('api', { stageRate: 500 }),
        aFunction('worker', { reservedConcurrency: 50, duration: { mean: 0.2 } }),
        joined('api-gateway/lambda-proxy', 'api', 'worker', { trafficShare: 0.5 }),
      ],
      message:
        'api admits 500 requests a second of POST / but worker takes 250 with a reservation of 50 at 0.2 s each: the excess gets 500; admit 250, so that it gets 429',
      at: { connection: 'api--worker', field: 'throttleRate' },
      remedy: 'Throttle it at 250/s',
    },
    'a quick function that meets ten requests a second for each unit of concurrency': {
      drawn: [
        anApi('api', { stageRate: 800 }),
        aFunction('worker', { reservedConcurrency: 50, duration: { mean: 0.01 } }),
        joined('api-gateway/lambda-proxy', 'api', 'worker'),
      ],
      message:
        'api admits 800 requests a second of POST / but worker takes 500 with a reservation of 50 at 0.01 s each: the excess gets 500; admit 500, so that it gets 429',
      at: { connection: 'api--worker', field: 'throttleRate' },
      remedy: 'Throttle it at 500/s',
    },
  },
});
