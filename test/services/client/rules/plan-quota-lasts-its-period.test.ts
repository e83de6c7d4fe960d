import { planQuotaLastsItsPeriod } from '#shared/services/client/rules/plan-quota-lasts-its-period';
import { aClient, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(planQuotaLastsItsPeriod, {
  valid: {
    'a quota that lasts for the day': [
      aClient('shop', { rate: 1 }),
      anApi(),
      joined('client/http-request', 'shop', 'api', { usagePlan: true, planQuota: 100_000, planPeriod: 'DAY' }),
    ],
    'no quota': [
      aClient('shop'),
      anApi(),
      joined('client/http-request', 'shop', 'api', { usagePlan: true, planRate: 100 }),
    ],
  },
  invalid: {
    'a quota that is used up within the day': {
      drawn: [
        aClient('shop', { rate: 50 }),
        anApi(),
        joined('client/http-request', 'shop', 'api', { usagePlan: true, planQuota: 100_000, planPeriod: 'DAY' }),
      ],
      message:
        'shop uses up its 100,000 requests in 33 min at 50 a second and gets 429 for the rest of the day: 4,320,000 would last',
      at: { connection: 'shop--api', field: 'planQuota' },
      remedy: 'Set the quota to 4,320,000',
    },
    'a rate that the plan itself bounds': {
      drawn: [
        aClient('shop', { rate: 80 }),
        anApi(),
        joined('client/http-request', 'shop', 'api', {
          usagePlan: true,
          planRate: 50,
          planQuota: 10_000_000,
          planPeriod: 'MONTH',
        }),
      ],
      message:
        'shop uses up its 10,000,000 requests in 2.3 days at 50 a second and gets 429 for the rest of the month: 129,600,000 would last',
      at: { connection: 'shop--api', field: 'planQuota' },
      remedy: 'Set the quota to 129,600,000',
    },
  },
});
