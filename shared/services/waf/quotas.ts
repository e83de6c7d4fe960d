import type { Quota } from '#shared/model/fact';
import type { PoolSpec } from '#shared/model/service';

const LIMITS = 'https://docs.aws.amazon.com/waf/latest/developerguide/limits.html';
const asOf = '2026-11-23';

export const quotas: readonly Quota[] = [
  {
    id: 'waf/regional-requests',
    title: 'Requests of a regional web ACL',
    value: 100_000,
    unit: '1/s',
    scope: 'resource',
    adjustable: true,
    metric: 'AllowedRequests',
    source: LIMITS,
    asOf,
    note: 'Of a web ACL on a distribution the distribution’s own quota holds.',
  },
  {
    id: 'waf/included-capacity-units',
    title: 'Capacity units in the base price of a web ACL',
    value: 1500,
    unit: 'count',
    scope: 'resource',
    adjustable: false,
    error: 'WAFLimitsExceededException above 5,000',
    source: LIMITS,
    asOf,
  },
];

export const pools: readonly PoolSpec[] = [];
