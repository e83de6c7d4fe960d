import { cachedRoutesAreRead } from '#shared/services/api-gateway/rules/cached-routes-are-read';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(cachedRoutesAreRead, {
  valid: {
    'a route that reads': [
      anApi('api', { cacheSize: '0.5', cacheHitRatio: 0.8 }),
      aFunction(),
      joined('api-gateway/lambda-proxy', 'api', 'worker', { method: 'GET' }),
    ],
    'a route for any method': [
      anApi('api', { cacheSize: '0.5', cacheHitRatio: 0.8 }),
      aFunction(),
      joined('api-gateway/lambda-proxy', 'api', 'worker', { method: 'ANY' }),
    ],
  },
  invalid: {
    'routes that write': {
      drawn: [
        anApi('api', { cacheSize: '0.5', cacheHitRatio: 0.8 }),
        aFunction(),
        joined('api-gateway/lambda-proxy', 'api', 'worker', { method: 'POST' }),
      ],
      message:
        'api counts on cache hits but all its routes are POST, and the cache answers GET: set the hit ratio to 0, or correct the methods',
      at: { resource: 'api', field: 'cacheHitRatio' },
    },
  },
});
