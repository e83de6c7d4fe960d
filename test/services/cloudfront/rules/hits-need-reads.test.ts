import { hitsNeedReads } from '#shared/services/cloudfront/rules/hits-need-reads';
import { aDistribution } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(hitsNeedReads, {
  valid: {
    'hits among reads': [aDistribution('cdn', { cacheHitRatio: 0.5, cacheableShare: 0.1 })],
    'writes without hits': [aDistribution('cdn', { cacheHitRatio: 0, cacheableShare: 0 })],
  },
  invalid: {
    'hits among writes': {
      drawn: [aDistribution('cdn', { cacheHitRatio: 0.5, cacheableShare: 0 })],
      message:
        'cdn is given 50 % cache hits but none of its requests can be cached: set it to 0, or say what share is GET and HEAD',
      at: { resource: 'cdn', field: 'cacheHitRatio' },
      remedy: 'Expect no cache hits',
    },
  },
});
