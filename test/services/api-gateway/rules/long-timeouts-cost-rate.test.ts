import { longTimeoutsCostRate } from '#shared/services/api-gateway/rules/long-timeouts-cost-rate';
import { anAccount, anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(longTimeoutsCostRate, {
  valid: {
    '29 s': [anApi()],
    'an account that states the rate that it got': [
      anApi('api', { integrationTimeout: 300, timeoutQuotaRaised: true }),
      anAccount({ quotas: { 'api-gateway/account-rate': 967 } }),
    ],
  },
  invalid: {
    '300 s and the usual rate': {
      drawn: [anApi('api', { integrationTimeout: 300, timeoutQuotaRaised: true })],
      message:
        'api waits 300 s but the account still counts on 10,000 requests a second: AWS lowers the rate to about 967 for it; state the rate that you were granted',
      at: { resource: 'api', field: 'integrationTimeout' },
      remedy: 'Set the account’s rate to 967/s',
    },
  },
});
