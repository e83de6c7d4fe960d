import { originsAreNotOpenBesideIt } from '#shared/services/waf/rules/origins-are-not-open-beside-it';
import { aDistribution, aFunction, anApi, aWebAcl, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(originsAreNotOpenBesideIt, {
  valid: {
    'an API behind its own web ACL': [aWebAcl(), anApi(), joined('waf/protects', 'acl', 'api')],
    'a function that only the distribution may call': [
      aWebAcl(),
      aDistribution(),
      aFunction(),
      joined('waf/protects', 'acl', 'cdn'),
      joined('cloudfront/function-url-origin', 'cdn', 'worker'),
    ],
  },
  invalid: {
    'an API behind a protected distribution': {
      drawn: [
        aWebAcl(),
        aDistribution(),
        anApi(),
        joined('waf/protects', 'acl', 'cdn'),
        joined('cloudfront/http-origin', 'cdn', 'api'),
      ],
      message: 'api can be called past acl, by the address that stands behind cdn: let only the distribution in',
      at: { connection: 'acl--cdn' },
    },
  },
});
