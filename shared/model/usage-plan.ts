/** API keys by which an API tells its callers apart, and what their usage plans allow. */
import type { Connection, Resource } from './graph';
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
}

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
