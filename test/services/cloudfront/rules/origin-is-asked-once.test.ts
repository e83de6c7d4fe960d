import { originIsAskedOnce } from '#shared/services/cloudfront/rules/origin-is-asked-once';
import { aDistribution, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const origin = joined('cloudfront/function-url-origin', 'cdn', 'worker');

testRule(originIsAskedOnce, {
  valid: {
    'a function that gives up before CloudFront does': [aDistribution(), aFunction('worker', { timeout: 10 }), origin],
    'a slow function that may run twice': [
      aDistribution(),
      aFunction('worker', { timeout: 60, isIdempotent: true }),
      origin,
    ],
    'a slow function that only writes': [
      aDistribution('cdn', { cacheableShare: 0, cacheHitRatio: 0 }),
      aFunction('worker', { timeout: 60 }),
      origin,
    ],
  },
  invalid: {
    'a slow function that must not run twice': {
      drawn: [aDistribution(), aFunction('worker', { timeout: 60 }), origin],
      message:
        'worker is not idempotent, and cdn asks it up to 3 times when it takes longer than 30 s: make one attempt, or give it an idempotency key',
      at: { resource: 'cdn', field: 'connectionAttempts' },
      remedy: 'Make one attempt',
    },
  },
});
