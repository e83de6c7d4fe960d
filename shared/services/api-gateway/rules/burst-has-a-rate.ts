import { set } from '#shared/model/remedy';
import type { Connection } from '#shared/model/graph';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import type { RouteThrottle } from '../throttle-config';
import { routeName } from '../throttles';

export const burstHasARate: ResourceRule<ApiConfig> = {
  id: 'api-gateway/burst-has-a-rate',
  title: 'a throttle has a rate as well as a burst',
  severity: 'warning',
  category: 'semantics',
  why: 'The burst is the size of a bucket and the rate what fills it. A burst without a rate limits nothing here, and the exported API would have no throttle.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
  asOf: '2026-11-23',
  check({ id, name, config: { stageRate, stageBurst }, outbound }, report) {
    if (stageRate !== undefined) return;
    const routes = routesOf({ outbound }) as readonly Connection<RouteThrottle>[];
    const own = routes.filter(({ config }) => config.throttleRate !== undefined);
    if (stageBurst !== undefined && own.length === 0) {
      report(
        { resource: id, field: 'stageRate' },
        `${name} has a burst of ${short(stageBurst)} but no rate, so that its stage throttles nothing: set the rate too`,
        set('Take the burst away', { resource: id }, 'stageBurst', undefined),
      );
    }
    for (const route of routes) {
      const { throttleRate, throttleBurst } = route.config;
      if (throttleBurst === undefined || throttleRate !== undefined) continue;
      report(
        { connection: route.id, field: 'throttleRate' },
        `${routeName(route)} of ${name} has a burst of ${short(throttleBurst)} but no rate, and is not throttled: set the rate too`,
        set('Take the burst away', { connection: route.id }, 'throttleBurst', undefined),
      );
    }
  },
};
