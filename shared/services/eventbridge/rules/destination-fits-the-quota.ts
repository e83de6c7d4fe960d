import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiDestinationConfig } from '../target-config';

export const destinationFitsTheQuota: ConnectionRule<ApiDestinationConfig, 'route', 'http'> = {
  id: 'eventbridge/destination-fits-the-quota',
  title: 'the rate limit of an API destination is within the account’s quota',
  severity: 'warning',
  category: 'limits',
  why: 'An API destination is invoked at most 300 times a second unless AWS raises that. A higher rate limit promises what does not come.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
  asOf: '2026-11-23',
  check({ id, config: { invocationRate }, to }, report, { quota }) {
    const most = quota('eventbridge/api-destination-rate');
    if (invocationRate <= most) return;
    report(
      { connection: id, field: 'invocationRate' },
      `${to.resource.name} is to be called ${short(invocationRate)} times a second but the account calls a destination ${short(most)} times: ask AWS for more, or put a queue and a function between`,
      set(`Set the rate limit to ${short(most)}/s`, { connection: id }, 'invocationRate', most),
    );
  },
};
