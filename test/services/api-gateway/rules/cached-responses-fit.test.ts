import { cachedResponsesFit } from '#shared/services/api-gateway/rules/cached-responses-fit';
import { anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(cachedResponsesFit, {
  valid: {
    'small responses': [anApi('api', { cacheSize: '0.5', cacheHitRatio: 0.8 })],
    'large responses that are not cached': [anApi('api', { responseSize: 2_097_152 })],
  },
  invalid: {
    'responses of 2 MiB that are to be cached': {
      drawn: [anApi('api', { cacheSize: '0.5', cacheHitRatio: 0.8, responseSize: 2_097_152 })],
      message:
        'responses of api have 2 MiB on average but the cache keeps 1 MiB at most: they are not cached; cache them in a CDN, or make them smaller',
      at: { resource: 'api', field: 'responseSize' },
    },
  },
});
