import type { ResourceRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import type { IntegrationConfig } from '../route-config';

export const cachedRoutesAreRead: ResourceRule<ApiConfig> = {
  id: 'api-gateway/cached-routes-are-read',
  title: 'an API that answers from a cache has routes that read',
  severity: 'warning',
  category: 'semantics',
  why: 'Unless each method is set up otherwise, the stage cache answers GET requests only. Writes always reach the backend.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, cacheHitRatio }, outbound }, report) {
    const routes = routesOf({ outbound });
    if (type !== 'REST' || cacheHitRatio === 0 || routes.length === 0) return;
    const methods = new Set(routes.map(({ config }) => (config as unknown as IntegrationConfig).method));
    if (methods.has('GET') || methods.has('ANY')) return;
    report(
      { resource: id, field: 'cacheHitRatio' },
      `${name} counts on cache hits but all its routes are ${listed([...methods])}, and the cache answers GET: set the hit ratio to 0, or correct the methods`,
    );
  },
};
