import { integrationTimeoutIsGranted } from '#shared/services/api-gateway/rules/integration-timeout-is-granted';
import { anAccount, anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(integrationTimeoutIsGranted, {
  valid: {
    '29 s': [anApi()],
    '60 s that were granted': [anApi('api', { integrationTimeout: 60, timeoutQuotaRaised: true })],
    '60 s within the account’s own quota': [
      anApi('api', { integrationTimeout: 60 }),
      anAccount({ quotas: { 'api-gateway/rest-integration-timeout': 90 } }),
    ],
    '60 s of an edge-optimised API, which is another matter': [
      anApi('api', { endpoint: 'edge', integrationTimeout: 60 }),
    ],
  },
  invalid: {
    '60 s that nobody granted': {
      drawn: [anApi('api', { integrationTimeout: 60 })],
      message:
        'api waits 60 s but the account’s quota is 29 s: lower it, or have quota L-E5AE38E3 raised and say so here',
      at: { resource: 'api', field: 'integrationTimeout' },
      remedy: 'Set the integration timeout to 29 s',
    },
  },
});
