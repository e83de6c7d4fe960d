import { oneWebAclEach } from '#shared/services/waf/rules/one-web-acl-each';
import { anApi, aWebAcl, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(oneWebAclEach, {
  valid: { 'one web ACL': [aWebAcl(), anApi(), joined('waf/protects', 'acl', 'api')] },
  invalid: {
    'two web ACLs before one API': {
      drawn: [
        aWebAcl(),
        aWebAcl('second'),
        anApi(),
        joined('waf/protects', 'acl', 'api'),
        joined('waf/protects', 'second', 'api'),
      ],
      message: 'api has the web ACL acl already: put the rules of second into it',
      at: { connection: 'second--api' },
    },
  },
});
