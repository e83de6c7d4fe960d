import { cacheHitsHaveACache } from '#shared/services/api-gateway/rules/cache-hits-have-a-cache';
import { anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(cacheHitsHaveACache, {
  valid: {
    'a cache with hits': [anApi('api', { cacheSize: '0.5', cacheHitRatio: 0.8 })],
  },
  invalid: {
    'hits without a cache': {
      drawn: [anApi('api', { cacheHitRatio: 0.8 })],
      message: 'api counts on 80 % cache hits but its stage has no cache: choose a cache, or set the hit ratio to 0',
      at: { resource: 'api', field: 'cacheSize' },
      remedy: 'Add a cache of 0.5 GB',
    },
  },
});
