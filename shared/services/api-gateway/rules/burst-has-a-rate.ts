import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';

export const burstHasARate: ResourceRule<ApiConfig> = {
  id: 'api-gateway/burst-has-a-rate',
  title: 'a stage throttle has a rate as well as a burst',
  severity: 'warning',
  category: 'semantics',
  why: 'The burst is the size of a bucket and the rate what fills it. A burst without a rate limits nothing here, and the exported stage would have no throttle.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
  asOf: '2026-11-23',
  check({ id, name, config: { stageRate, stageBurst } }, report) {
    if (stageBurst === undefined || stageRate !== undefined) return;
    report(
      { resource: id, field: 'stageRate' },
      `${name} has a burst of ${short(stageBurst)} but no rate, so that its stage throttles nothing: set the rate too`,
      set('Take the burst away', { resource: id }, 'stageBurst', undefined),
    );
  },
};
