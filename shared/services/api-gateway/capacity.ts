/** Token buckets in AWS's order (usage plan, route, account), then the authorizer, then the integrations. */
import type { CapacityContext, CapacityReport, Flow, LimitUse, Outcome, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { waitedAnswersOf } from '#shared/model/outside';
import { passedOn, passedOutcome } from '#shared/model/passing';
import { dividedShares } from '#shared/model/shares';
import { total } from '#shared/model/total';
import { bytes, perSecond, seconds } from '#shared/model/unit';
import { planBucket, planOf } from '#shared/model/usage-plan';
import { inTimeShare, waitOf } from '#shared/queueing/tail';
import { guardOf, WITHOUT_BODY } from './authorizer-capacity';
import { isGuarded, routesOf } from './authorizers';
import { ACCOUNT, accountBucket, accountBurst, accountUse, type Bucket, bucketUse, passes } from './buckets';
import type { ApiConfig } from './config';
import { denial } from './denial';
import type { IntegrationConfig } from './route-config';
import { socketCapacity } from './socket-capacity';
import { waitsForWorkflow } from './routes';
import { behindThrottles, ROUTE, routeBucket, routeUse, type Throttled } from './throttles';

interface Stream {
  readonly connection: Connection;
  readonly offered: Flow;
  /** Of the usage plan; undefined without one. */
  readonly plan: Bucket | undefined;
  /** Share that the plan lets through. */
  readonly byPlan: number;
}

export function capacity(context: CapacityContext<ApiConfig>): CapacityReport {
  return context.resource.config.type === 'WEBSOCKET' ? socketCapacity(context) : requestCapacity(context);
}

function requestCapacity(context: CapacityContext<ApiConfig>): CapacityReport {
  const { resource } = context;
  const { config } = resource;
  const streams = resource.inbound.map((connection) => stream(connection, context));
  const offered = total(streams, ({ offered: { rate } }) => rate);
  const afterPlans = total(streams, ({ offered: { rate }, byPlan }) => rate * byPlan);
  const { through: byRoutes, routes } = behindThrottles(integrations(routesOf(resource), context), afterPlans, context);
  const afterRoutes = afterPlans * byRoutes;
  const pool = context.pool(ACCOUNT);
  const byAccount = passes(pool.demand, accountBucket(context), context);
  const admitted = afterRoutes * byAccount;

  const guarded = total(routes, ({ share, guarded: isIt }) => (isIt ? share : 0));
  const guard = guardOf(context, admitted * guarded);
  const reaching = 1 - config.cacheHitRatio;
  const going = ({ share, guarded: isIt }: (typeof routes)[number]): number =>
    reaching * share * (isIt ? guard.lets : 1);
  const denied = guarded * guard.denies;
  const failedShare =
    guarded * (guard.fails + guard.denies) + total(routes, (route) => going(route) * (1 - route.answered));
  const finalShare = denied + total(routes, (route) => going(route) * route.final);
  const behind = total(routes, (route) => going(route) * route.wait);
  const latency = config.overhead + guarded * guard.asks * guard.answerTime + behind;
  const meanSize = offered === 0 ? 0 : total(streams, ({ offered: { rate, size } }) => rate * size) / offered;

  const outcomes = new Map<string, Outcome>();
  for (const { connection, byPlan } of streams) {
    outcomes.set(connection.id, passedOutcome(byPlan * byRoutes * byAccount, { failedShare, finalShare, latency }));
  }
  const refused = { byRoutes, byAccount };
  return {
    ...passedOn({ offered, admitted, failedShare, latency }),
    latency: {
      value: seconds(latency),
      grade: 'approximation',
      because: () => ({
        formula: `API’s own time${guard.connection === undefined ? '' : ' + share that asks the authorizer × time that it takes'} + (1 − cache hit ratio) × integration latency, with refusals at once`,
        inputs: [
          { name: 'API’s own time', value: config.overhead, unit: 's', field: 'overhead' },
          ...(guard.connection === undefined
            ? []
            : [
                { name: 'share that asks the authorizer', value: guarded * guard.asks },
                { name: 'time that it takes', value: guard.answerTime, unit: 's' },
              ]),
          { name: 'cache hit ratio', value: config.cacheHitRatio, field: 'cacheHitRatio' },
          { name: 'integration latency', value: reaching === 0 ? 0 : behind / reaching, unit: 's' },
        ],
      }),
    },
    limits: limits(streams, routes, afterPlans, context),
    draws: [{ pool: ACCOUNT, amount: afterRoutes }],
    emits: new Map([
      ...routes.map((route): [string, Flow] => [route.connection.id, flow(admitted * going(route), meanSize)]),
      ...(guard.connection === undefined
        ? []
        : [[guard.connection, flow(admitted * guarded * guard.asks, WITHOUT_BODY)] as const]),
    ]),
    outcomes,
    spills: streams.flatMap((each) => [
      ...spills(each, refused),
      ...(denied === 0
        ? []
        : [denial(each.connection, each.offered.rate * each.byPlan * byRoutes * byAccount * denied)]),
    ]),
    quantities: { requests: admitted * (1 - denied), logged: admitted, requestBytes: meanSize },
  };
}

const flow = (rate: number, size: number): Flow => ({ rate: perSecond(rate), size: bytes(size), perCall: 1 });

function stream(connection: Connection, context: CapacityContext<ApiConfig>): Stream {
  const offered = context.offered(connection);
  const plan = planBucket(planOf(connection));
  return { connection, offered, plan, byPlan: plan ? passes(offered.rate, plan, context) : 1 };
}

interface Route extends Throttled {
  readonly connection: Connection;
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
  streams: readonly Stream[],
  routes: readonly Route[],
  afterPlans: number,
  context: CapacityContext<ApiConfig>,
): readonly LimitUse[] {
  const found: LimitUse[] = [];
  for (const { connection, offered, plan } of streams) {
    if (!plan) continue;
    found.push({
      id: 'api-gateway/usage-plan',
      title: 'Usage plan rate',
      ...bucketUse(offered.rate, plan, 'usage plan rate'),
      connection: connection.id,
      isDeliberate: true,
      setBy: { connection: connection.id, field: 'planRate' },
      beyond: '429 Too Many Requests to this client',
    });
  }
  for (const { connection, asked, throttle } of routes) {
    if (throttle) found.push(routeUse(afterPlans * asked, throttle, connection));
  }
  found.push(accountUse(context));
  return found;
}

interface Refused {
  readonly byRoutes: number;
  readonly byAccount: number;
}

function spills({ connection, offered, byPlan }: Stream, { byRoutes, byAccount }: Refused): readonly Spill[] {
  const seenAs = '429 Too Many Requests';
  const parts: [string, number, string][] = [
    ['api-gateway/usage-plan', offered.rate * (1 - byPlan), 'the usage plan’s bucket is empty'],
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
