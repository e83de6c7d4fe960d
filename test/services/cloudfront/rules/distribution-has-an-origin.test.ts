import { distributionHasAnOrigin } from '#shared/services/cloudfront/rules/distribution-has-an-origin';
import { aDistribution, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(distributionHasAnOrigin, {
  valid: {
    'a distribution before a function': [
      aDistribution(),
      aFunction(),
      joined('cloudfront/function-url-origin', 'cdn', 'worker'),
    ],
  },
  invalid: {
    'a distribution before nothing': {
      drawn: [aDistribution()],
      message: 'cdn has no origin: connect the API, the function or the bucket that has what it serves',
      at: { resource: 'cdn' },
    },
  },
});
