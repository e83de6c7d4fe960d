/** The token buckets of an API: what they let through, and how much of them is used. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import { tokenBucketLoss } from '#shared/queueing/token-bucket';
import type { Connection } from '#shared/model/graph';
import type { ApiConfig } from './config';
import type { RouteThrottle } from './route-throttle';

export const ACCOUNT = 'api-gateway/account-rate';
export const ROUTE = 'api-gateway/route-rate';
const THROTTLING = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html';
const asOf = '2026-11-23';

export interface Bucket {
  readonly rate: number;
  readonly burst: number;
}

/**
 * Of a method or route: its own throttle, or the stage's, of which each has a bucket of its own: "Per-API, per-stage
 * throttling limits are applied at the API method level for a stage" (api-gateway-request-throttling, 2026-11-28).
 *
 * @param accountBurst the bucket's size where neither states one
 * @returns undefined where only the account throttles
 */
export function routeBucket(
  { throttleRate, throttleBurst }: RouteThrottle,
  { stageRate, stageBurst }: ApiConfig,
  accountBurst: number,
): Bucket | undefined {
  const rate = throttleRate ?? stageRate;
  return rate === undefined ? undefined : { rate, burst: throttleBurst ?? stageBurst ?? accountBurst };
}

/** As a route is written: `GET /items/{id}`, or the key of a WebSocket API's. */
export const routeName = ({ config }: Pick<Connection, 'config'>): string =>
  'routeKey' in config ? String(config['routeKey']) : `${String(config['method'])} ${String(config['path'])}`;

/** Share of Poisson requests that find a token (exact; see shared/queueing/token-bucket). */
export function passes(arrivalRate: number, { rate, burst }: Bucket, context: CapacityContext<ApiConfig>): number {
  return 1 - context.loss(() => tokenBucketLoss({ arrivalRate, refillRate: rate, burst }));
}

export const accountBurst = (context: CapacityContext<ApiConfig>): number => context.quota('api-gateway/account-burst');

export const accountBucket = (context: CapacityContext<ApiConfig>): Bucket => ({
  rate: context.pool(ACCOUNT).size,
  burst: accountBurst(context),
});

export function bucketUse(
  used: number,
  { rate, burst }: Bucket,
  name: string,
): Pick<LimitUse, 'used' | 'limit' | 'unit' | 'utilisation' | 'grade' | 'because'> {
  return {
    used,
    limit: rate,
    unit: '1/s',
    utilisation: used / rate,
    grade: 'exact',
    because: () => ({
      formula: 'utilisation = offered rate ÷ refill rate of the token bucket',
      inputs: [
        { name: 'offered rate', value: used, unit: '1/s' },
        { name, value: rate, unit: '1/s' },
        { name: 'bucket size', value: burst, unit: 'requests' },
      ],
      source: THROTTLING,
      asOf,
    }),
  };
}

/** @param used requests a second that come to the route */
export function routeUse(used: number, bucket: Bucket, route: Connection): LimitUse {
  const isOwn = route.config['throttleRate'] !== undefined;
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

export function accountUse(context: CapacityContext<ApiConfig>): LimitUse {
  return {
    id: ACCOUNT,
    title: 'Account requests per second',
    ...bucketUse(context.pool(ACCOUNT).demand, accountBucket(context), 'account rate'),
    pool: ACCOUNT,
    setBy: { quota: ACCOUNT },
    beyond: '429 Too Many Requests to every client of every API in the account and Region',
  };
}
