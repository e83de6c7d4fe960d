import { oneScope } from '#shared/services/waf/rules/one-scope';
import { aDistribution, anApi, aWebAcl, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(oneScope, {
  valid: {
    'two APIs behind one web ACL': [
      aWebAcl(),
      anApi('orders'),
      anApi('search'),
      joined('waf/protects', 'acl', 'orders'),
      joined('waf/protects', 'acl', 'search'),
    ],
    'two distributions behind one web ACL': [
      aWebAcl(),
      aDistribution('shop'),
      aDistribution('docs'),
      joined('waf/protects', 'acl', 'shop'),
      joined('waf/protects', 'acl', 'docs'),
    ],
  },
  invalid: {
    'a distribution and an API behind one web ACL': {
      drawn: [
        aWebAcl(),
        aDistribution(),
        anApi(),
        joined('waf/protects', 'acl', 'cdn'),
        joined('waf/protects', 'acl', 'api'),
      ],
      message: 'acl protects the distribution cdn, so that it cannot protect api: give api a web ACL of its own',
      at: { connection: 'acl--api' },
    },
  },
});
