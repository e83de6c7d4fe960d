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
import { ACCOUNT, accountBucket, accountBurst, accountUse, bucketUse, passes } from './buckets';
import type { ApiConfig } from './config';
import type { AnsweringRouteConfig } from './socket-route-config';
import { denial } from './denial';
import { eventOf, isPush, openingShare, type SocketEvent } from './sockets';
import { behindThrottles, ROUTE, routeBucket, routeUse, type Throttled } from './throttles';

export const NEW_CONNECTIONS = 'api-gateway/new-connections';

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
  const drawn = eventRoutes(routesOf({ outbound }), context);
  const isAsked = drawn.some(({ event }) => event === 'connect');
  const guard = isAsked ? guardOf(context, 0) : OPEN;
  const flow = flowOf(ratesOf(clients), ratesOf(pushers), { drawn, guard }, context);
  const { routes, connects, messages, pushes, opened } = flow;

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
  const taken = flow.fromClients === 0 ? flow.byAccount : admittedOfClients / flow.fromClients;
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
        formula:
          'API’s own time + integration latency with refusals at once, of connections that are opened and of messages',
        inputs: [
          { name: 'API’s own time', value: config.overhead, unit: 's', field: 'overhead' },
          { name: 'integration latency', value: behind, unit: 's' },
        ],
      }),
    },
    limits: limits(flow, context),
    draws: [
      { pool: NEW_CONNECTIONS, amount: flow.toOpen },
      { pool: ACCOUNT, amount: flow.afterRoutes + flow.fromPushers },
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

interface Drawn extends Throttled {
  readonly connection: Connection;
  readonly event: SocketEvent;
  readonly outcome: Outcome;
  /** Share of its requests that get a good answer in time. */
  readonly answered: number;
  /** Mean time until the answer or the integration timeout, seconds. */
  readonly wait: number;
  /** Whether the answer goes back to the client. */
  readonly answers: boolean;
}

interface Route extends Drawn {
  /** Of its events, behind the throttles of all. */
  readonly share: number;
}

function eventRoutes(outbound: readonly Connection[], context: Context): readonly Drawn[] {
  const patience = context.resource.config.integrationTimeout;
  return (['connect', 'message', 'disconnect'] as const).flatMap((event) => {
    const own = outbound.filter((each) => eventOf(each) === event);
    const stated = own.map(({ config }) => (config as AnsweringRouteConfig).trafficShare);
    const shares = dividedShares(event === 'message' ? stated : own.map(() => undefined));
    return own.map((connection, index): Drawn => {
      const outcome = context.outcome(connection);
      const answers = waitedAnswersOf(connection);
      return {
        connection,
        event,
        asked: shares[index] ?? 0,
        // An end is no request: nobody can be refused it.
        throttle: event === 'disconnect' ? undefined : routeBucket(connection, accountBurst(context)),
        outcome,
        answered: (1 - outcome.throttled - outcome.failed) * inTimeShare(answers, patience),
        wait: (1 - outcome.throttled) * waitOf(outcome.latency, answers, patience),
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
  readonly routes: readonly Route[];
  readonly fromClients: number;
  readonly fromPushers: number;
  /** Connections that clients want to open. */
  readonly toOpen: number;
  /** Shares that the quota of new connections, the throttles of $connect and of messages, and the account let through. */
  readonly byQuota: number;
  readonly byConnect: number;
  readonly byMessage: number;
  readonly byAccount: number;
  /** Share of the connections that $connect lets be. */
  readonly opens: number;
  /** Share of the wanted connections that are open: of the messages that clients would send, those that they can. */
  readonly sends: number;
  /** What comes to the routes of each event. */
  readonly toRoutes: Readonly<Record<SocketEvent, number>>;
  readonly afterRoutes: number;
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
  { drawn, guard }: { readonly drawn: readonly Drawn[]; readonly guard: Guard },
  context: Context,
): SocketFlow {
  const { config } = context.resource;
  const toOpen = fromClients * openingShare(config);
  const wanted = fromClients - toOpen;
  const pool = context.pool(NEW_CONNECTIONS);
  const byQuota = passes(pool.demand, newConnectionsBucket(pool.size), context);
  const byAccount = passes(context.pool(ACCOUNT).demand, accountBucket(context), context);
  const of = (event: SocketEvent): readonly Drawn[] => drawn.filter((route) => route.event === event);
  const connecting = behindThrottles(of('connect'), toOpen * byQuota, context);
  const byConnect = connecting.through;
  const opens = guard.lets * (1 - failing(connecting.routes, 'connect'));
  const sends = byQuota * byConnect * byAccount * opens;
  const sending = behindThrottles(of('message'), wanted * sends, context);
  const byMessage = sending.through;
  const connects = toOpen * byQuota * byConnect * byAccount;
  const opened = connects * opens;
  return {
    routes: [...connecting.routes, ...sending.routes, ...behindThrottles(of('disconnect'), 0, context).routes],
    fromClients,
    fromPushers,
    toOpen,
    byQuota,
    byConnect,
    byMessage,
    byAccount,
    opens,
    sends,
    toRoutes: { connect: toOpen * byQuota, message: wanted * sends, disconnect: opened },
    afterRoutes: toOpen * byQuota * byConnect + wanted * sends * byMessage,
    connects,
    messages: wanted * sends * byMessage * byAccount,
    pushes: fromPushers * byAccount,
    opened,
    unsent: wanted * byQuota * byConnect * byAccount * (1 - opens),
  };
}

/** One second of the rate is assumed to be the size of its token bucket: AWS states none. */
export const newConnectionsBucket = (rate: number) => ({ rate, burst: Math.max(1, rate) });

function limits(flow: SocketFlow, context: Context): CapacityReport['limits'] {
  const pool = context.pool(NEW_CONNECTIONS);
  return [
    {
      id: NEW_CONNECTIONS,
      title: 'New connections per second',
      ...bucketUse(pool.demand, newConnectionsBucket(pool.size), 'new connections quota'),
      pool: NEW_CONNECTIONS,
      setBy: { quota: NEW_CONNECTIONS },
      beyond: '429 Too Many Requests to clients that connect',
    },
    ...flow.routes.flatMap(({ connection, event, asked, throttle }) =>
      throttle ? [routeUse(flow.toRoutes[event] * asked, throttle, connection)] : [],
    ),
    accountUse(context),
  ];
}

const seenAs = '429 Too Many Requests';

function refusedClients({ connection, offered }: Stream, flow: SocketFlow): readonly Spill[] {
  const { byQuota, byConnect, byMessage, byAccount, sends } = flow;
  const opening = flow.fromClients === 0 ? 0 : flow.toOpen / flow.fromClients;
  // Connections with what would have been sent over them, then messages on open ones.
  const refusedBy = (connecting: number, sending: number): number =>
    byQuota * connecting + (1 - opening) * sends * sending;
  const parts: readonly (readonly [string, number, string])[] = [
    [NEW_CONNECTIONS, 1 - byQuota, 'more connections are opened a second than the account may'],
    [ROUTE, refusedBy(1 - byConnect, 1 - byMessage), 'the bucket of its route is empty'],
    [ACCOUNT, refusedBy(byConnect * (1 - byAccount), byMessage * (1 - byAccount)), 'the account’s bucket is empty'],
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
