/** Token buckets in AWS's order (usage plan, route, account), then the authorizer, then the integrations. */
import type { CapacityContext, CapacityReport, Flow, LimitUse, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { waitedAnswersOf } from '#shared/model/outside';
import { passedOn, passedOutcome } from '#shared/model/passing';
import { dividedShares } from '#shared/model/shares';
import { total } from '#shared/model/total';
import { bytes, perSecond, seconds } from '#shared/model/unit';
import { inTimeShare, waitOf } from '#shared/queueing/tail';
import { type Guard, guardOf, WITHOUT_BODY } from './authorizer-capacity';
import { isGuarded, routesOf } from './authorizers';
import { ACCOUNT, accountBucket, accountBurst, accountUse, bucketUse, passes } from './buckets';
import type { ApiConfig } from './config';
import { denial } from './denial';
import { type Asked, type Caller, type Coming, mixOf } from './request-mix';
import type { IntegrationConfig } from './route-config';
import { socketCapacity } from './socket-capacity';
import { waitsForWorkflow } from './routes';
import { ROUTE, routeBucket, routeName, routeUse } from './throttles';

export function capacity(context: CapacityContext<ApiConfig>): CapacityReport {
  return context.resource.config.type === 'WEBSOCKET' ? socketCapacity(context) : requestCapacity(context);
}

function requestCapacity(context: CapacityContext<ApiConfig>): CapacityReport {
  const { resource } = context;
  const { config } = resource;
  const { callers, routes } = mixOf(resource.inbound, integrations(routesOf(resource), context), context);
  const offered = total(callers, (each) => each.offered.rate);
  const afterRoutes = total(callers, (each) => each.offered.rate * each.byPlan * each.byRoutes);
  const pool = context.pool(ACCOUNT);
  const byAccount = passes(pool.demand, accountBucket(context), context);
  const admitted = afterRoutes * byAccount;

  const guarded = total(routes, (each) => (each.guarded ? each.comes * each.lets * byAccount : 0));
  const guard = guardOf(context, guarded);
  const missing = 1 - config.cacheHitRatio;
  const behind: Behind = { guard, overhead: config.overhead, missing };
  const all = answersOf(
    routes.map((each) => ({ ...each, share: afterRoutes === 0 ? each.asked : (each.comes * each.lets) / afterRoutes })),
    behind,
  );
  const answered = callers.map((caller) => ({
    caller,
    taken: caller.byPlan * caller.byRoutes * byAccount,
    answers: answersOf(
      routes.map((each, at) => ({ ...each, share: caller.taken[at] ?? 0 })),
      behind,
    ),
  }));
  const size = offered === 0 ? 0 : total(callers, (each) => each.offered.rate * each.offered.size) / offered;
  return {
    ...passedOn({ offered, admitted, failedShare: all.failedShare, latency: all.latency }),
    latency: {
      value: seconds(all.latency),
      grade: 'approximation',
      because: () => ({
        formula: `API’s own time${guard.connection === undefined ? '' : ' + share that asks the authorizer × time that it takes'} + (1 − cache hit ratio) × integration latency, with refusals at once`,
        inputs: [
          { name: 'API’s own time', value: config.overhead, unit: 's', field: 'overhead' },
          ...(guard.connection === undefined
            ? []
            : [
                { name: 'share that asks the authorizer', value: all.guarded * guard.asks },
                { name: 'time that it takes', value: guard.answerTime, unit: 's' },
              ]),
          { name: 'cache hit ratio', value: config.cacheHitRatio, field: 'cacheHitRatio' },
          { name: 'integration latency', value: missing === 0 ? 0 : all.wait / missing, unit: 's' },
        ],
      }),
    },
    limits: limits(callers, routes, context),
    draws: [{ pool: ACCOUNT, amount: afterRoutes }],
    emits: new Map([
      ...routes.map((each): [string, Flow] => [
        each.connection.id,
        flow(each.comes * each.lets * byAccount * reaching(each, behind), each.size),
      ]),
      ...(guard.connection === undefined
        ? []
        : [[guard.connection, flow(guarded * guard.asks, WITHOUT_BODY)] as const]),
    ]),
    outcomes: new Map(
      answered.map(({ caller, taken, answers }) => [caller.connection.id, passedOutcome(taken, answers)]),
    ),
    spills: answered.flatMap(({ caller, taken, answers }) => {
      const denied = caller.offered.rate * taken * answers.guarded * guard.denies;
      return [...spills(caller, byAccount), ...(denied === 0 ? [] : [denial(caller.connection, denied)])];
    }),
    quantities: { requests: admitted * (1 - all.guarded * guard.denies), logged: admitted, requestBytes: size },
  };
}

const flow = (rate: number, size: number): Flow => ({ rate: perSecond(rate), size: bytes(size), perCall: 1 });

interface Behind {
  readonly guard: Guard;
  /** The API's own time, seconds. */
  readonly overhead: number;
  /** Share that the stage cache does not answer. */
  readonly missing: number;
}

/** Share of what a route takes that goes to its integration. */
const reaching = ({ guarded }: Route, { guard, missing }: Behind): number => missing * (guarded ? guard.lets : 1);

/** How requests end that are admitted, by the share of each route. */
function answersOf(routes: readonly (Route & { readonly share: number })[], behind: Behind) {
  const { guard, overhead } = behind;
  const going = (each: (typeof routes)[number]): number => each.share * reaching(each, behind);
  const guarded = total(routes, (each) => (each.guarded ? each.share : 0));
  const wait = total(routes, (each) => going(each) * each.wait);
  return {
    /** Share that comes to the authorizer. */
    guarded,
    failedShare: guarded * (guard.fails + guard.denies) + total(routes, (each) => going(each) * (1 - each.answered)),
    finalShare: guarded * guard.denies + total(routes, (each) => going(each) * each.final),
    /** Mean wait for integrations, seconds. */
    wait,
    latency: overhead + guarded * guard.asks * guard.answerTime + wait,
  };
}

interface Route extends Asked {
  /** Whether the API's authorizer, where there is one, is asked. */
  readonly guarded: boolean;
  /** Share of its requests that get a good answer in time. */
  readonly answered: number;
  /** Mean time until the answer or the integration timeout, seconds: a refusal comes at once. */
  readonly wait: number;
  /** Share of them whose answer is no success but not worth another attempt. */
  readonly final: number;
}

function integrations(outbound: readonly Connection[], context: CapacityContext<ApiConfig>): readonly Route[] {
  const shares = dividedShares(outbound.map(({ config }) => (config as IntegrationConfig).trafficShare));
  const { integrationTimeout: patience, type } = context.resource.config;
  return outbound.map((connection, index) => {
    const outcome = context.outcome(connection);
    const answers = waitedAnswersOf(connection);
    const answered = (1 - outcome.throttled - outcome.failed) * inTimeShare(answers, patience);
    const wait = (1 - outcome.throttled) * waitOf(outcome.latency, answers, patience);
    const final = type === 'REST' && waitsForWorkflow(connection) ? 0 : (outcome.final ?? 0);
    return {
      connection,
      asked: shares[index] ?? 0,
      throttle: routeBucket(connection, accountBurst(context)),
      guarded: isGuarded(connection, type),
      answered,
      wait,
      final,
    };
  });
}

function limits(
  callers: readonly Caller[],
  routes: readonly (Route & Coming)[],
  context: CapacityContext<ApiConfig>,
): readonly LimitUse[] {
  const found: LimitUse[] = [];
  for (const { connection, offered, plan, methods } of callers) {
    const ofPlan = { id: PLAN, connection: connection.id, isDeliberate: true, beyond: BEYOND_PLAN } as const;
    if (plan) {
      const setBy = { connection: connection.id, field: 'planRate' };
      found.push({ ...ofPlan, title: 'Usage plan rate', ...bucketUse(offered.rate, plan, 'usage plan rate'), setBy });
    }
    for (const { connection: route, throttle, comes } of methods) {
      const setBy = { connection: connection.id, field: 'planMethods' };
      const title = `Usage plan rate of ${routeName(route)}`;
      found.push({ ...ofPlan, title, ...bucketUse(comes, throttle, 'usage plan rate of the method'), setBy });
    }
  }
  for (const { connection, comes, throttle } of routes) {
    if (throttle) found.push(routeUse(comes, throttle, connection));
  }
  found.push(accountUse(context));
  return found;
}

const PLAN = 'api-gateway/usage-plan';
const BEYOND_PLAN = '429 Too Many Requests to this client';

function spills({ connection, offered, byPlan, byRoutes }: Caller, byAccount: number): readonly Spill[] {
  const seenAs = '429 Too Many Requests';
  const parts: [string, number, string][] = [
    [PLAN, offered.rate * (1 - byPlan), 'the usage plan’s bucket is empty'],
    [ROUTE, offered.rate * byPlan * (1 - byRoutes), 'the bucket of its route is empty'],
    [ACCOUNT, offered.rate * byPlan * byRoutes * (1 - byAccount), 'the account’s bucket is empty'],
  ];
  return parts
    .filter(([, rate]) => rate > 0)
    .map(([limit, rate, why]) => ({
      ends: 'caller',
      rate: perSecond(rate),
      limit,
      connection: connection.id,
      story: `${why}: the client gets 429 and nothing behind the API runs`,
      seenAs,
    }));
}
