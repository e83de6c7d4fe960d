import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';

export const cacheHitsHaveACache: ResourceRule<ApiConfig> = {
  id: 'api-gateway/cache-hits-have-a-cache',
  title: 'an API that answers from a cache has one',
  severity: 'warning',
  category: 'semantics',
  why: 'The figures spare the backend the share of requests that the cache answers. Without a cache that load arrives, and the bill leaves the cache’s hours out.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, cacheHitRatio, cacheSize } }, report) {
    if (type !== 'REST' || cacheHitRatio === 0 || cacheSize !== 'none') return;
    report(
      { resource: id, field: 'cacheSize' },
      `${name} counts on ${short(cacheHitRatio * 100)} % cache hits but its stage has no cache: choose a cache, or set the hit ratio to 0`,
      set('Add a cache of 0.5 GB', { resource: id }, 'cacheSize', '0.5'),
    );
  },
};
