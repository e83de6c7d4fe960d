import { privateApiIsCalledFromItsVpc } from '#shared/services/client/rules/private-api-is-called-from-its-vpc';
import { aClient, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(privateApiIsCalledFromItsVpc, {
  valid: {
    'a caller inside the VPC': [
      aClient('shop', { inVpc: true }),
      anApi('api', { endpoint: 'private' }),
      joined('client/http-request', 'shop', 'api'),
    ],
    'a public API': [aClient('shop'), anApi(), joined('client/http-request', 'shop', 'api')],
  },
  invalid: {
    'a caller on the internet': {
      drawn: [aClient('shop'), anApi('api', { endpoint: 'private' }), joined('client/http-request', 'shop', 'api')],
      message: 'api is private but shop is outside its VPC: put the caller inside, or make the API regional',
      at: { resource: 'shop', field: 'inVpc' },
      remedy: 'Put shop inside the VPC',
    },
  },
});
