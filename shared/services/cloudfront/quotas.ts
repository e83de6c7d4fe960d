import type { Quota } from '#shared/model/fact';
import type { PoolSpec } from '#shared/model/service';

const LIMITS = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html';
const asOf = '2026-11-23';

export const quotas: readonly Quota[] = [
  {
    id: 'cloudfront/requests',
    title: 'Requests of a distribution',
    value: 250_000,
    unit: '1/s',
    scope: 'resource',
    adjustable: true,
    metric: 'Requests',
    source: LIMITS,
    asOf,
    note: 'Does not apply to flat-rate plans. What a request beyond it is answered is not documented.',
  },
  {
    id: 'cloudfront/data-rate',
    title: 'Data rate of a distribution',
    // 150 Gbps.
    value: 18_750_000_000,
    unit: 'B/s',
    scope: 'resource',
    adjustable: true,
    metric: 'BytesDownloaded',
    source: LIMITS,
    asOf,
    note: '150 gigabits a second. Does not apply to flat-rate plans.',
  },
  {
    id: 'cloudfront/origins',
    title: 'Origins of a distribution',
    value: 100,
    unit: 'count',
    scope: 'resource',
    adjustable: true,
    source: LIMITS,
    asOf,
  },
  {
    id: 'cloudfront/behaviors',
    title: 'Cache behaviours of a distribution',
    value: 75,
    unit: 'count',
    scope: 'resource',
    adjustable: true,
    source: LIMITS,
    asOf,
  },
];

export const pools: readonly PoolSpec[] = [];
