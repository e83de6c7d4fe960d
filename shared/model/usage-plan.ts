/** API keys by which an API tells its callers apart, and what their usage plans allow. */
import type { Connection, Resource } from './graph';
import type { ApiRoute } from './api-route';
import { routePath } from './route-path';
import type { PerSecond } from './unit';

/** What a caller states of the usage plan of its key; its terms are named like the fields that set them. */
export interface UsagePlan {
  /** Refill rate of the plan’s token bucket; undefined where it does not throttle. */
  readonly planRate?: PerSecond | undefined;
  /** Size of the token bucket; undefined where it is the rate’s one second. */
  readonly planBurst?: number | undefined;
  /** Requests in each period; undefined without a quota. */
  readonly planQuota?: number | undefined;
  readonly planPeriod: 'DAY' | 'WEEK' | 'MONTH';
  /** Throttles of single methods: `POST /orders 10/s burst 20, GET /orders 50/s`. */
  readonly planMethods: string;
}

/** What a plan allows of one method. */
export interface MethodThrottle {
  readonly method: string;
  readonly path: string;
  /** Requests a second. */
  readonly rate: number;
  /** Size of the token bucket, requests. */
  readonly burst: number;
}

const METHOD_THROTTLE = /^(GET|POST|PUT|PATCH|DELETE)\s+(\/\S*)\s+(\d+(?:\.\d+)?)\/s(?:\s+burst\s+(\d+))?$/i;

const partsOf = ({ planMethods }: Pick<UsagePlan, 'planMethods'>): readonly string[] =>
  planMethods
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/**
 * Throttles of single methods; parts that say none are left out, and of several for one method all but the first. A burst
 * that is not stated is the rate’s one second.
 */
export function methodThrottlesOf(plan: Pick<UsagePlan, 'planMethods'>): readonly MethodThrottle[] {
  const read = partsOf(plan).flatMap((part) => {
    const [, method, path, rate, burst] = METHOD_THROTTLE.exec(part) ?? [];
    if (method === undefined || path === undefined || Number(rate) <= 0) return [];
    return [
      {
        method: method.toUpperCase(),
        path: routePath(path),
        rate: Number(rate),
        burst: Math.max(1, Math.ceil(Number(burst ?? rate))),
      },
    ];
  });
  return read.filter((each, at) => read.findIndex((other) => isOfSame(each, other)) === at);
}

const isOfSame = (a: Pick<ApiRoute, 'method' | 'path'>, b: Pick<ApiRoute, 'method' | 'path'>): boolean =>
  a.method === b.method && a.path === b.path;

/** The first part that says no throttle of a method. */
export const unreadMethodThrottle = (plan: Pick<UsagePlan, 'planMethods'>): string | undefined =>
  partsOf(plan).find((part) => methodThrottlesOf({ planMethods: part }).length === 0);

/** The throttle that a plan has for a route, on top of its own rate. */
export const methodThrottleOf = (
  plan: UsagePlan | undefined,
  route: Pick<ApiRoute, 'method' | 'path'> | undefined,
): MethodThrottle | undefined => plan && route && methodThrottlesOf(plan).find((each) => isOfSame(each, route));

/** Of the caller at the other end; undefined where it has no key of its own. */
export const planOf = ({ kind, config }: Pick<Connection, 'kind' | 'config'>): UsagePlan | undefined =>
  kind.usagePlan(config);

/** Whether an API asks its callers for a key: as soon as one of them has a usage plan. */
export const asksForKeys = ({ inbound }: Pick<Resource, 'inbound'>): boolean =>
  inbound.some((each) => planOf(each) !== undefined);

/** Token bucket of a plan that throttles. */
export function planBucket(plan: UsagePlan | undefined): { readonly rate: number; readonly burst: number } | undefined {
  if (plan?.planRate === undefined) return undefined;
  return { rate: plan.planRate, burst: plan.planBurst ?? Math.max(1, plan.planRate) };
}
