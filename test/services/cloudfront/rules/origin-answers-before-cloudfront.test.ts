import { originAnswersBeforeCloudFront } from '#shared/services/cloudfront/rules/origin-answers-before-cloudfront';
import { aDistribution, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const origin = joined('cloudfront/http-origin', 'cdn', 'api');

testRule(originAnswersBeforeCloudFront, {
  valid: { 'an API that gives up after 29 s, and 30 s of patience': [aDistribution(), anApi(), origin] },
  invalid: {
    'an API that may take longer than CloudFront waits': {
      drawn: [aDistribution(), anApi('api', { integrationTimeout: 60 }), origin],
      message: 'cdn waits 30 s but api may take 60 s: let it wait 61 s',
      at: { resource: 'cdn', field: 'responseTimeout' },
      remedy: 'Let it wait 61 s',
    },
    'an API that may take longer than CloudFront can wait': {
      drawn: [aDistribution(), anApi('api', { integrationTimeout: 200 }), origin],
      message: 'cdn waits 30 s but api may take 200 s: shorten the timeout behind it',
      at: { resource: 'cdn', field: 'responseTimeout' },
    },
  },
});
