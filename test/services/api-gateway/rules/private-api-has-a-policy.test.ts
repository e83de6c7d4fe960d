import { privateApiHasAPolicy } from '#shared/services/api-gateway/rules/private-api-has-a-policy';
import { anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(privateApiHasAPolicy, {
  valid: {
    'a private API with a policy': [anApi('api', { endpoint: 'private', hasResourcePolicy: true })],
    'a public API': [anApi()],
  },
  invalid: {
    'a private API without one': {
      drawn: [anApi('api', { endpoint: 'private' })],
      message:
        'api is private but has no resource policy and cannot be deployed: allow aws:SourceVpce or aws:SourceVpc',
      at: { resource: 'api', field: 'hasResourcePolicy' },
      remedy: 'Add a resource policy for the VPC endpoint',
    },
  },
});
