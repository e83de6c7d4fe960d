import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';

export const stageThrottleIsBelowAccount: ResourceRule<ApiConfig> = {
  id: 'api-gateway/stage-throttle-is-below-account',
  title: 'a stage throttles below the account’s limit',
  severity: 'info',
  category: 'capacity',
  why: 'All APIs of an account and Region share one bucket. A stage limit above it never acts: the account’s limit refuses first, and for every API at once.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
  asOf: '2026-11-23',
  check({ id, name, config: { stageRate } }, report, { quota, account }) {
    const most = quota('api-gateway/account-rate');
    if (stageRate === undefined || stageRate <= most) return;
    report(
      { resource: id, field: 'stageRate' },
      `${name} admits ${short(stageRate)} requests a second but the account has ${short(most)} in ${account.region} for all its APIs: lower the stage’s rate, or have the account’s raised`,
      set(`Set the stage’s rate to ${short(most)}/s`, { resource: id }, 'stageRate', most),
    );
  },
};
