import { clientMakesLoad } from '#shared/services/client/rules/client-makes-load';
import { aClient, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(clientMakesLoad, {
  valid: {
    'a client with a rate': [aClient('shop'), anApi(), joined('client/http-request', 'shop', 'api')],
  },
  invalid: {
    'a client without one': {
      drawn: [aClient('shop', { rate: 0 }), anApi(), joined('client/http-request', 'shop', 'api')],
      message: 'shop makes no requests: give it the rate that you expect',
      at: { resource: 'shop', field: 'rate' },
    },
  },
});
