import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { ApiConfig } from '../config';

export const cacheHasHits: ResourceRule<ApiConfig> = {
  id: 'api-gateway/cache-has-hits',
  title: 'a stage cache answers requests',
  severity: 'info',
  category: 'cost',
  why: 'A stage cache is charged by the hour for its size, used or not. With a hit ratio of 0 it spares the backend nothing.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, cacheHitRatio, cacheSize } }, report) {
    if (type !== 'REST' || cacheSize === 'none' || cacheHitRatio > 0) return;
    report(
      { resource: id, field: 'cacheHitRatio' },
      `${name} pays for a cache of ${cacheSize} GB by the hour but counts on no hits: state the hit ratio, or take the cache away`,
      set('Take the cache away', { resource: id }, 'cacheSize', undefined),
    );
  },
};
