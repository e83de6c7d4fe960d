import { planCoversTraffic } from '#shared/services/cloudfront/rules/plan-covers-traffic';
import { aClient, aDistribution, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const served = (rate: number, config: Record<string, unknown>) => [
  aClient('viewers', { rate }),
  aDistribution('cdn', { responseSize: 10_000, cacheHitRatio: 1, ...config }),
  joined('client/http-request', 'viewers', 'cdn'),
];

testRule(planCoversTraffic, {
  valid: {
    'payment by use': served(10_000, {}),
    'a plan with room': served(40, { plan: 'business' }),
  },
  invalid: {
    'more requests than the plan allows': {
      drawn: served(10, { plan: 'pro' }),
      message:
        'cdn serves 26.3 million requests and 0.263 TB a month, the plan Pro allows 10 million and 50 TB: take the plan Business',
      at: { resource: 'cdn', field: 'plan' },
      remedy: 'Change the plan to Business',
    },
    'more than any plan allows': {
      drawn: served(10_000, { plan: 'premium-600' }),
      message:
        'cdn serves 26,280 million requests and 263 TB a month, the plan Premium, 600 TB allows 6,000 million and 600 TB: take payment by use',
      at: { resource: 'cdn', field: 'plan' },
      remedy: 'Change the plan to By use',
    },
  },
});
