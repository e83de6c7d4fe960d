import { originHasNoDistributionOfItsOwn } from '#shared/services/cloudfront/rules/origin-has-no-distribution-of-its-own';
import { aDistribution, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const origin = joined('cloudfront/http-origin', 'cdn', 'api');

testRule(originHasNoDistributionOfItsOwn, {
  valid: { 'a regional API': [aDistribution(), anApi(), origin] },
  invalid: {
    'an edge-optimised API': {
      drawn: [aDistribution(), anApi('api', { endpoint: 'edge' }), origin],
      message: 'api has CloudFront in front of it already, and cdn stands before that: make it regional',
      at: { resource: 'api', field: 'endpoint' },
      remedy: 'Make it regional',
    },
  },
});
