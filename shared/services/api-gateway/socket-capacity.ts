/**
 * A WebSocket API: connections that are opened, messages on those that are open, and pushes to them. A connection that
 * is refused sends no messages: they count as refused with it, or as failed where its $connect failed. Of what is open as
 * many close as open.
 */
import type { CapacityContext, CapacityReport, Flow, Outcome, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { waitedAnswersOf } from '#shared/model/outside';
import { passedOn, passedOutcome } from '#shared/model/passing';
import { dividedShares } from '#shared/model/shares';
import { total } from '#shared/model/total';
import { bytes, perSecond, seconds } from '#shared/model/unit';
import { inTimeShare, waitOf } from '#shared/queueing/tail';
import { type Guard, guardOf, OPEN, WITHOUT_BODY } from './authorizer-capacity';
import { routesOf } from './authorizers';
import { ACCOUNT, accountBucket, accountUse, bucketUse, passes, stageBucket, stageUse } from './buckets';
import type { ApiConfig } from './config';
import type { AnsweringRouteConfig } from './socket-route-config';
import { denial } from './denial';
import { eventOf, isPush, openingShare, type SocketEvent } from './sockets';

export const NEW_CONNECTIONS = 'api-gateway/new-connections';
/** Halvings of the interval in which the share that the stage admits lies: to 1e-12. */
const HALVINGS = 40;

type Context = CapacityContext<ApiConfig>;

interface Stream {
  readonly connection: Connection;
  readonly offered: Flow;
}

export function socketCapacity(context: Context): CapacityReport {
  const { config, inbound, outbound } = context.resource;
  const streams = inbound.map((connection) => ({ connection, offered: context.offered(connection) }));
  const clients = streams.filter(({ connection }) => !isPush(connection));
  const pushers = streams.filter(({ connection }) => isPush(connection));
  const routes = eventRoutes(routesOf({ outbound }), context);
  const isAsked = routes.some(({ event }) => event === 'connect');
  const guard = isAsked ? guardOf(context, 0) : OPEN;
  const flow = flowOf(ratesOf(clients), ratesOf(pushers), { routes, guard }, context);
  const { connects, messages, pushes, opened } = flow;

  const asked = connects + messages;
  const failed = connects * (1 - flow.opens) + messages * failing(routes, 'message') + flow.unsent;
  const admittedOfClients = asked + flow.unsent;
  const opening = asked === 0 ? openingShare(config) : connects / asked;
  const connecting = guard.asks * guard.answerTime + guard.lets * behindOf(routes, 'connect');
  const behind = opening * connecting + (1 - opening) * behindOf(routes, 'message');
  const final =
    opening * (guard.denies + guard.lets * finalOf(routes, 'connect')) + (1 - opening) * finalOf(routes, 'message');
  const latency = config.overhead + behind;
  const shareOf = (part: number): number => (admittedOfClients === 0 ? 0 : part / admittedOfClients);
  const taken = flow.fromClients === 0 ? flow.admits : admittedOfClients / flow.fromClients;
  const seenByClients = passedOutcome(taken, {
    failedShare: shareOf(failed),
    finalShare: shareOf(final * asked),
    latency,
  });
  const seenByPushers = passedOutcome(flow.byAccount, { failedShare: 0, latency: 0 });
  const admitted = admittedOfClients + pushes;
  const size = meanSize(clients);
  const rateBy: Readonly<Record<SocketEvent, number>> = {
    connect: connects * guard.lets,
    message: messages,
    disconnect: opened,
  };
  return {
    ...passedOn({
      offered: flow.fromClients + flow.fromPushers,
      admitted,
      failedShare: admitted === 0 ? 0 : failed / admitted,
      latency,
    }),
    inFlight: asked * latency,
    latency: {
      value: seconds(latency),
      grade: 'approximation',
      because: () => ({
        formula: 'API’s own time + integration latency, of connections that are opened and of messages',
        inputs: [
          { name: 'API’s own time', value: config.overhead, unit: 's', field: 'overhead' },
          { name: 'integration latency', value: behind, unit: 's' },
        ],
      }),
    },
    limits: limits(flow, context),
    draws: [
      { pool: NEW_CONNECTIONS, amount: flow.toOpen },
      { pool: ACCOUNT, amount: flow.afterStage + flow.fromPushers },
    ],
    emits: new Map([
      ...routes.map(({ connection, event, share }): [string, Flow] => [
        connection.id,
        { rate: perSecond(rateBy[event] * share), size: bytes(size), perCall: 1 },
      ]),
      ...(guard.connection === undefined
        ? []
        : [
            [
              guard.connection,
              { rate: perSecond(connects * guard.asks), size: bytes(WITHOUT_BODY), perCall: 1 },
            ] as const,
          ]),
    ]),
    outcomes: new Map(
      streams.map(({ connection }) => [connection.id, isPush(connection) ? seenByPushers : seenByClients]),
    ),
    spills: [
      ...clients.flatMap((each) => [
        ...refusedClients(each, flow),
        ...(guard.denies === 0
          ? []
          : [denial(each.connection, each.offered.rate * (flow.fromClients === 0 ? 0 : deniedOf(flow, guard)))]),
      ]),
      ...pushers.flatMap((each) => refusedPushes(each, flow)),
    ],
    quantities: {
      requests: asked + opened,
      openConnections: opened * Math.min(config.sessionLength, context.quota('api-gateway/connection-duration')),
      opened,
      messages,
      answers:
        messages *
        total(routes, ({ event, share, answered, answers }) => (event === 'message' && answers ? share * answered : 0)),
      pushes: pushes * (1 - config.goneShare),
      requestBytes: size,
      pushBytes: meanSize(pushers),
    },
  };
}

const ratesOf = (streams: readonly Stream[]): number => total(streams, ({ offered: { rate } }) => rate);

function meanSize(streams: readonly Stream[]): number {
  const rate = ratesOf(streams);
  return rate === 0 ? 0 : total(streams, ({ offered }) => offered.rate * offered.size) / rate;
}

interface Route {
  readonly connection: Connection;
  readonly event: SocketEvent;
  /** Of the events that it is taken by. */
  readonly share: number;
  readonly outcome: Outcome;
  /** Share of its requests that get a good answer in time. */
  readonly answered: number;
  /** Mean time until the answer or the integration timeout, seconds. */
  readonly wait: number;
  /** Whether the answer goes back to the client. */
  readonly answers: boolean;
}

function eventRoutes(outbound: readonly Connection[], context: Context): readonly Route[] {
  const patience = context.resource.config.integrationTimeout;
  return (['connect', 'message', 'disconnect'] as const).flatMap((event) => {
    const own = outbound.filter((each) => eventOf(each) === event);
    const stated = own.map(({ config }) => (config as AnsweringRouteConfig).trafficShare);
    const shares = dividedShares(event === 'message' ? stated : own.map(() => undefined));
    return own.map((connection, index): Route => {
      const outcome = context.outcome(connection);
      const answers = waitedAnswersOf(connection);
      return {
        connection,
        event,
        share: shares[index] ?? 0,
        outcome,
        answered: (1 - outcome.throttled - outcome.failed) * inTimeShare(answers, patience),
        wait: waitOf(outcome.latency, answers, patience),
        answers: (connection.config as AnsweringRouteConfig).answers,
      };
    });
  });
}

const failing = (routes: readonly Route[], of: SocketEvent): number =>
  total(routes, ({ event, share, answered }) => (event === of ? share * (1 - answered) : 0));

const finalOf = (routes: readonly Route[], of: SocketEvent): number =>
  total(routes, ({ event, share, outcome }) => (event === of ? share * (outcome.final ?? 0) : 0));

const behindOf = (routes: readonly Route[], of: SocketEvent): number =>
  total(routes, ({ event, share, wait }) => (event === of ? share * wait : 0));

/** Per second. */
interface SocketFlow {
  readonly fromClients: number;
  readonly fromPushers: number;
  /** Connections that clients want to open. */
  readonly toOpen: number;
  /** Shares that the quota of new connections, the stage and the account let through, and the last two together. */
  readonly byQuota: number;
  readonly byStage: number;
  readonly byAccount: number;
  readonly admits: number;
  /** Share of the connections that $connect lets be. */
  readonly opens: number;
  /** Share of the wanted connections that are open: of the messages that clients would send, those that they can. */
  readonly sends: number;
  readonly toStage: number;
  readonly afterStage: number;
  /** Admitted. */
  readonly connects: number;
  readonly messages: number;
  readonly pushes: number;
  readonly opened: number;
  /** Messages of clients whose $connect failed. */
  readonly unsent: number;
}

/** Share of what clients send whose connection the authorizer does not open. */
const deniedOf = ({ fromClients, connects, unsent, opens }: SocketFlow, { denies }: Guard): number =>
  ((connects + unsent / (1 - opens)) * denies) / fromClients;

function flowOf(
  fromClients: number,
  fromPushers: number,
  { routes, guard }: { readonly routes: readonly Route[]; readonly guard: Guard },
  context: Context,
): SocketFlow {
  const { config } = context.resource;
  const toOpen = fromClients * openingShare(config);
  const wanted = fromClients - toOpen;
  const pool = context.pool(NEW_CONNECTIONS);
  const byQuota = passes(pool.demand, newConnectionsBucket(pool.size), context);
  const byAccount = passes(context.pool(ACCOUNT).demand, accountBucket(context), context);
  const opens = guard.lets * (1 - failing(routes, 'connect'));
  const sendsAt = (byStage: number): number => byQuota * byStage * byAccount * opens;
  const toStageAt = (byStage: number): number => toOpen * byQuota + wanted * sendsAt(byStage);
  const stage = stageBucket(config);
  const byStage = stage ? settled((share) => passes(toStageAt(share), stage, context)) : 1;
  const admits = byStage * byAccount;
  const toStage = toStageAt(byStage);
  const connects = toOpen * byQuota * admits;
  const sends = sendsAt(byStage);
  return {
    fromClients,
    fromPushers,
    toOpen,
    byQuota,
    byStage,
    byAccount,
    admits,
    opens,
    sends,
    toStage,
    afterStage: toStage * byStage,
    connects,
    messages: wanted * sends * admits,
    pushes: fromPushers * byAccount,
    opened: connects * opens,
    unsent: wanted * byQuota * admits * (1 - opens),
  };
}

/** One second of the rate is assumed to be the size of its token bucket: AWS states none. */
export const newConnectionsBucket = (rate: number) => ({ rate, burst: Math.max(1, rate) });

/** Where a share that falls the larger it is taken to be is what it is taken to be: what a stage refuses sends less. */
function settled(next: (share: number) => number): number {
  if (next(1) >= 1) return 1;
  let [low, high] = [0, 1];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (next(middle) > middle) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function limits(flow: SocketFlow, context: Context): CapacityReport['limits'] {
  const { resource } = context;
  const pool = context.pool(NEW_CONNECTIONS);
  const stage = stageBucket(resource.config);
  return [
    {
      id: NEW_CONNECTIONS,
      title: 'New connections per second',
      ...bucketUse(pool.demand, newConnectionsBucket(pool.size), 'new connections quota'),
      pool: NEW_CONNECTIONS,
      setBy: { quota: NEW_CONNECTIONS },
      beyond: '429 Too Many Requests to clients that connect',
    },
    ...(stage ? [stageUse(flow.toStage, stage, resource.id)] : []),
    accountUse(context),
  ];
}

const seenAs = '429 Too Many Requests';

function refusedClients({ connection, offered }: Stream, flow: SocketFlow): readonly Spill[] {
  const { byQuota, byStage, byAccount, sends } = flow;
  const opening = flow.fromClients === 0 ? 0 : flow.toOpen / flow.fromClients;
  // Connections with what would have been sent over them, then messages on open ones.
  const refusedBy = (refuses: number): number => byQuota * refuses + (1 - opening) * sends * refuses;
  const parts: readonly (readonly [string, number, string])[] = [
    [NEW_CONNECTIONS, 1 - byQuota, 'more connections are opened a second than the account may'],
    ['api-gateway/stage-rate', refusedBy(1 - byStage), 'the stage’s bucket is empty'],
    [ACCOUNT, refusedBy(byStage * (1 - byAccount)), 'the account’s bucket is empty'],
  ];
  return parts
    .filter(([, share]) => share > 0)
    .map(([limit, share, why]) => ({
      ends: 'caller',
      rate: perSecond(offered.rate * share),
      limit,
      connection: connection.id,
      story: `${why}: the client is refused, and what it would send over the connection is not sent`,
      seenAs,
    }));
}

function refusedPushes({ connection, offered }: Stream, { byAccount }: SocketFlow): readonly Spill[] {
  if (byAccount >= 1) return [];
  return [
    {
      ends: 'caller',
      rate: perSecond(offered.rate * (1 - byAccount)),
      limit: ACCOUNT,
      connection: connection.id,
      story: 'the account’s bucket is empty: the push gets 429, and the client does not hear of it',
      seenAs,
    },
  ];
}
