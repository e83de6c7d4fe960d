import { callersDoNotPassBy } from '#shared/services/waf/rules/callers-do-not-pass-by';
import { aClient, anApi, aWebAcl, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const web = [
  aClient('viewers'),
  aWebAcl(),
  anApi(),
  joined('client/http-request', 'viewers', 'acl'),
  joined('waf/protects', 'acl', 'api'),
];

testRule(callersDoNotPassBy, {
  valid: { 'all callers before the web ACL': web },
  invalid: {
    'a caller beside the web ACL': {
      drawn: [...web, aClient('partner'), joined('client/http-request', 'partner', 'api')],
      message: 'partner is drawn past acl to api, whose every request it sees: lead it through the web ACL',
      at: { connection: 'acl--api' },
    },
  },
});
