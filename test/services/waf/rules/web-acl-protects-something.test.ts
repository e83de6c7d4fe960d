import { webAclProtectsSomething } from '#shared/services/waf/rules/web-acl-protects-something';
import { anApi, aWebAcl, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(webAclProtectsSomething, {
  valid: { 'a web ACL before an API': [aWebAcl(), anApi(), joined('waf/protects', 'acl', 'api')] },
  invalid: {
    'a web ACL before nothing': {
      drawn: [aWebAcl()],
      message: 'acl protects nothing: connect it to a distribution or to a REST API',
      at: { resource: 'acl' },
    },
  },
});
