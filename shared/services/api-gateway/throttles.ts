/**
 * Throttles of methods and routes. The throttle of a stage is the default of its routes, of which each has a bucket of its
 * own: "Per-API, per-stage throttling limits are applied at the API method level for a stage"
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html, 2026-11-28).
 */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { routePath } from '#shared/model/route-path';
import { total } from '#shared/model/total';
import { type Bucket, bucketUse, passes } from './buckets';
import type { ApiConfig } from './config';
import type { RouteThrottle } from './throttle-config';

export const ROUTE = 'api-gateway/route-rate';

/** As AWS writes a route: `GET /items/{id}`, or the key of a WebSocket API's. */
export const routeName = ({ config }: Pick<Connection, 'config'>): string =>
  'routeKey' in config
    ? String(config['routeKey'])
    : `${String(config['method'])} ${routePath(String(config['path']))}`;

type Route = Pick<Connection, 'config' | 'from'>;

/** Requests a second that a route admits: by its own throttle, or the stage's; undefined without one. */
export const rateOf = ({ config, from }: Route): number | undefined =>
  (config as RouteThrottle).throttleRate ?? (from.resource.config as ApiConfig).stageRate;

/** Size of a route's token bucket: its own, or the stage's; undefined where it is the account's. */
export const burstOf = ({ config, from }: Route): number | undefined =>
  (config as RouteThrottle).throttleBurst ?? (from.resource.config as ApiConfig).stageBurst;

/** @returns undefined where only the account throttles */
export function routeBucket(route: Route, accountBurst: number): Bucket | undefined {
  const rate = rateOf(route);
  return rate === undefined ? undefined : { rate, burst: burstOf(route) ?? accountBurst };
}

/** What the throttles of routes let through together, requests a second; undefined where one has none, or none is there. */
export function admittedBy(routes: readonly Connection[]): number | undefined {
  const rates = routes.map(rateOf);
  const known = rates.filter((rate) => rate !== undefined);
  return known.length > 0 && known.length === rates.length ? known.reduce((sum, rate) => sum + rate, 0) : undefined;
}

/** A route with what comes to it. */
export interface Throttled {
  /** Share of what comes that asks for it. */
  readonly asked: number;
  /** Undefined without one. */
  readonly throttle: Bucket | undefined;
}

/**
 * What the throttles of routes let through, and of that the share of each: another mix than what comes.
 *
 * @param coming requests a second to all of them
 */
export function behindThrottles<R extends Throttled>(
  routes: readonly R[],
  coming: number,
  context: CapacityContext<ApiConfig>,
): { readonly through: number; readonly routes: readonly (R & { readonly share: number })[] } {
  const throttled = routes.map((route) => ({
    route,
    lets: route.throttle ? passes(coming * route.asked, route.throttle, context) : 1,
  }));
  const through = 1 - total(throttled, ({ route, lets }) => route.asked * (1 - lets));
  return {
    through,
    routes: throttled.map(({ route, lets }) => ({
      ...route,
      share: through === 0 ? 0 : (route.asked * lets) / through,
    })),
  };
}

/** @param used requests a second that come to the route */
export function routeUse(used: number, bucket: Bucket, route: Connection): LimitUse {
  const isOwn = (route.config as RouteThrottle).throttleRate !== undefined;
  const target = isOwn ? { connection: route.id } : { resource: route.from.resource.id };
  const field = isOwn ? 'throttleRate' : 'stageRate';
  return {
    id: ROUTE,
    title: `Throttle of ${routeName(route)}`,
    ...bucketUse(used, bucket, 'rate of the throttle'),
    connection: route.id,
    setBy: { ...target, field },
    beyond: '429 Too Many Requests to the client',
    raise: () => {
      const value = Math.ceil(used * 1.2);
      return {
        title: `Set the ${isOwn ? 'route’s' : 'stage’s'} throttle to ${value}/s`,
        edit: { do: 'set-config', target, field, value },
      };
    },
  };
}
