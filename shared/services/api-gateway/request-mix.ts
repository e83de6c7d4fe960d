/**
 * How the requests of callers divide among the routes of an API, and what the throttles in front of the routes let
 * through. A caller that asks for one route has another mix than those who ask for each by its share.
 */
import type { CapacityContext, Flow } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { total } from '#shared/model/total';
import { methodThrottleOf, planBucket, planOf, type UsagePlan } from '#shared/model/usage-plan';
import { type Bucket, passes } from './buckets';
import type { ApiConfig } from './config';

export interface Asked {
  readonly connection: Connection;
  /** Share of the requests that ask for no route by name. */
  readonly asked: number;
  /** Undefined without one. */
  readonly throttle: Bucket | undefined;
}

export interface Caller {
  readonly connection: Connection;
  readonly offered: Flow;
  /** Of the usage plan; undefined without one. */
  readonly plan: Bucket | undefined;
  /** Throttles of the plan for single methods. */
  readonly methods: readonly PlannedMethod[];
  /** Share that the plan lets through, its throttles of single methods included. */
  readonly byPlan: number;
  /** Share of that which the throttles of routes let through. */
  readonly byRoutes: number;
  /** Of that again the share of each route, in their order. */
  readonly taken: readonly number[];
}

export interface PlannedMethod {
  /** Of the route. */
  readonly connection: Connection;
  readonly throttle: Bucket;
  /** Requests a second that come to it. */
  readonly comes: number;
}

export interface Coming {
  /** Requests a second that come to it, plans passed. */
  readonly comes: number;
  /** Share of them that its throttle lets through. */
  readonly lets: number;
  /** Mean bytes of one. */
  readonly size: number;
}

/** @param routes in the order of the drawing */
export function mixOf<R extends Asked>(
  inbound: readonly Connection[],
  routes: readonly R[],
  context: CapacityContext<ApiConfig>,
): { readonly callers: readonly Caller[]; readonly routes: readonly (R & Coming)[] } {
  const planned = inbound.map((connection) => behindPlan(connection, routes, context));
  const coming = routes.map((route, at) => {
    const rateOf = ({ offered, byPlan, asks }: BehindPlan): number => offered.rate * byPlan * (asks[at] ?? 0);
    const comes = total(planned, rateOf);
    const size = comes === 0 ? 0 : total(planned, (each) => rateOf(each) * each.offered.size) / comes;
    return { ...route, comes, lets: route.throttle ? passes(comes, route.throttle, context) : 1, size };
  });
  const callers = planned.map(({ asks, ...caller }): Caller => {
    const refused = asks.map((share, at) => share * (1 - coming[at]!.lets));
    const byRoutes = 1 - total(refused, (share) => share);
    return {
      ...caller,
      byRoutes,
      taken: asks.map((share, at) => (byRoutes === 0 ? 0 : (share - refused[at]!) / byRoutes)),
    };
  });
  return { callers, routes: coming };
}

interface BehindPlan extends Omit<Caller, 'byRoutes' | 'taken'> {
  /** Of what the plan lets through, the share that asks for each route, in their order. */
  readonly asks: readonly number[];
}

/** What the usage plan of a caller lets through: its rate first, then the throttles of single methods. */
function behindPlan(connection: Connection, routes: readonly Asked[], context: CapacityContext<ApiConfig>): BehindPlan {
  const offered = context.offered(connection);
  const stated = planOf(connection);
  const plan = planBucket(stated);
  const byRate = plan ? passes(offered.rate, plan, context) : 1;
  const asks = asksOf(offered, routes);
  const methods = plannedOf(stated, routes, (at) => offered.rate * byRate * (asks[at] ?? 0));
  const kept = routes.map((route, at) => {
    const method = methods.find((each) => each.connection.id === route.connection.id);
    return (asks[at] ?? 0) * (method ? passes(method.comes, method.throttle, context) : 1);
  });
  const byMethods = 1 - total(asks, (share) => share) + total(kept, (share) => share);
  return {
    connection,
    offered,
    plan,
    methods,
    byPlan: byRate * byMethods,
    asks: kept.map((share) => (byMethods === 0 ? 0 : share / byMethods)),
  };
}

/** @param comes requests a second to a route by its place */
function plannedOf(
  plan: UsagePlan | undefined,
  routes: readonly Asked[],
  comes: (at: number) => number,
): readonly PlannedMethod[] {
  return routes.flatMap(({ connection }, at) => {
    const throttle = methodThrottleOf(plan, connection.kind.route(connection.config));
    return throttle ? [{ connection, throttle, comes: comes(at) }] : [];
  });
}

/** Share of a caller's requests for each route. */
function asksOf({ byRoute }: Flow, routes: readonly Asked[]): readonly number[] {
  const named = routes.map(({ connection }) => byRoute?.get(connection.id) ?? 0);
  const others = 1 - total(named, (share) => share);
  return routes.map(({ asked }, at) => named[at]! + others * asked);
}
