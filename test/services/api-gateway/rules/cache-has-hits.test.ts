import { cacheHasHits } from '#shared/services/api-gateway/rules/cache-has-hits';
import { anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(cacheHasHits, {
  valid: {
    'a cache with hits': [anApi('api', { cacheSize: '0.5', cacheHitRatio: 0.8 })],
    'no cache': [anApi()],
  },
  invalid: {
    'a cache without hits': {
      drawn: [anApi('api', { cacheSize: '6.1' })],
      message:
        'api pays for a cache of 6.1 GB by the hour but counts on no hits: state the hit ratio, or take the cache away',
      at: { resource: 'api', field: 'cacheHitRatio' },
      remedy: 'Take the cache away',
    },
  },
});
