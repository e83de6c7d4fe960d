import { stageThrottleIsBelowAccount } from '#shared/services/api-gateway/rules/stage-throttle-is-below-account';
import { aFunction, anAccount, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(stageThrottleIsBelowAccount, {
  valid: {
    'a stage below the account': [anApi('api', { stageRate: 5000 })],
    'a stage within the account’s own quota': [
      anApi('api', { stageRate: 20_000 }),
      anAccount({ quotas: { 'api-gateway/account-rate': 50_000 } }),
    ],
  },
  invalid: {
    'a stage above the account': {
      drawn: [anApi('api', { stageRate: 20_000 })],
      message:
        'api admits 20,000 requests a second but the account has 10,000 in us-east-1 for all its APIs: lower the stage’s rate, or have the account’s raised',
      at: { resource: 'api', field: 'stageRate' },
      remedy: 'Set the stage’s rate to 10,000/s',
    },
    'a route above the account': {
      drawn: [anApi(), aFunction('fn'), joined('api-gateway/lambda-proxy', 'api', 'fn', { throttleRate: 20_000 })],
      message:
        'POST / of api admits 20,000 requests a second but the account has 10,000 in us-east-1 for all its APIs: lower its rate, or have the account’s raised',
      at: { connection: 'api--fn', field: 'throttleRate' },
      remedy: 'Throttle it at 10,000/s',
    },
    'a stage above the account of a smaller Region': {
      drawn: [anApi('api', { stageRate: 5000 }), anAccount({ region: 'eu-south-1' })],
      message:
        'api admits 5,000 requests a second but the account has 2,500 in eu-south-1 for all its APIs: lower the stage’s rate, or have the account’s raised',
      at: { resource: 'api', field: 'stageRate' },
      remedy: 'Set the stage’s rate to 2,500/s',
    },
  },
});
