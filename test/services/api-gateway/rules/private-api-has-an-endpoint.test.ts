import { privateApiHasAnEndpoint } from '#shared/services/api-gateway/rules/private-api-has-an-endpoint';
import { anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(privateApiHasAnEndpoint, {
  valid: {
    'a private API with a VPC endpoint': [anApi('api', { endpoint: 'private', hasVpcEndpoint: true })],
    'a public API': [anApi()],
  },
  invalid: {
    'a private API without one': {
      drawn: [anApi('api', { endpoint: 'private' })],
      message:
        'api is private but has no interface VPC endpoint for execute-api: nobody can reach it; add one, or state that it exists',
      at: { resource: 'api', field: 'hasVpcEndpoint' },
      remedy: 'State that the VPC endpoint exists',
    },
  },
});
