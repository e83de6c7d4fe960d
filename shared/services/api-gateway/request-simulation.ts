/**
 * An API in a run: the throttles in AWS's order, its own time, then its authorizer, then the integration, whose answer it
 * translates.
 *
 * Offered counts requests; throttled those refused with 429. Failed counts answers with a 5xx status, and those whom the
 * authorizer keeps out.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Message from '#shared/model/message';
import { PassingActor } from '#shared/model/passing-actor';
import {
  NONE,
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  type Lane,
  type Link,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { methodThrottleOf, planBucket, planOf, type UsagePlan } from '#shared/model/usage-plan';
import { Door } from './authorizer-simulation';
import type { ApiConfig } from './config';
import { waitsForWorkflow } from './routes';
import { routeBucket } from './throttles';

/** Kinds of timers. */
const INTEGRATE = 0;
const TIMEOUT = 1;
const PERIOD = 2;
const ASKED_TOO_LONG = 4;

const ACCOUNT = 'api-gateway/account-rate';
const DAY = 86_400;
/** Seconds of a usage plan's quota period; a month of 30 days. */
const PERIOD_LENGTH: Readonly<Record<UsagePlan['planPeriod'], number>> = { DAY, WEEK: 7 * DAY, MONTH: 30 * DAY };

/** The usage plan of one inbound connection. */
class Plan {
  readonly bucket: Bucket | undefined;
  /** By index of the route’s connection. */
  readonly methods: ReadonlyMap<number, Bucket>;
  readonly quota: number;
  readonly period: number;
  used = 0;

  constructor(bucket: Bucket | undefined, methods: ReadonlyMap<number, Bucket>, quota: number, period: number) {
    this.bucket = bucket;
    this.methods = methods;
    this.quota = quota;
    this.period = period;
  }

  take(route: number): boolean {
    if (this.bucket && !this.bucket.take()) return false;
    if (this.methods.get(route)?.take() === false) return false;
    return ++this.used <= this.quota;
  }
}

/** An API of requests; one of connections differs in what it takes and where that goes. */
export class ApiActor extends PassingActor {
  protected readonly quota: ActorContext['quota'];
  protected readonly account: Bucket;
  /** By index of the connection; undefined where only the account throttles. */
  private readonly throttles: (Bucket | undefined)[] = [];
  private readonly plans = new Map<number, Plan>();
  /** By index of the connection by which requests enter, here or into what stands in front: the route that they ask for. */
  private readonly asked: ReadonlyMap<number, number>;
  protected readonly draws: Uniform;
  private readonly isRest: boolean;
  private readonly overhead: number;
  private readonly cacheHits: number;
  private readonly routes: readonly Link[];
  /** By index of the connection. */
  private readonly invokes: boolean[] = [];
  private readonly waits: boolean[] = [];
  private readonly asksBucket: boolean[] = [];
  /** Share of the traffic up to and including each route. */
  private readonly shares: readonly number[];
  private readonly integrateTimer: Timer;
  private readonly timeoutTimer: Timer;
  private readonly periodTimer: Timer;
  private readonly overheadLane: Lane;
  private readonly timeoutLane: Lane;
  private readonly door: Door | undefined;
  private readonly askedTooLong: Timer;
  private slowness = 1;
  private errorShare = 0;
  private isStopped = false;

  constructor(context: ActorContext<ApiConfig>) {
    super(context);
    const { config } = context.resource;
    this.quota = (id) => context.quota(id);
    const burst = context.quota('api-gateway/account-burst');
    this.account = context.sharedBucket(ACCOUNT, context.quota(ACCOUNT), burst);
    for (const link of context.inbound) this.addPlan(link, context);
    this.asked = routesAsked(context);
    this.draws = context.uniform('requests');
    this.isRest = config.type === 'REST';
    this.overhead = config.overhead;
    this.cacheHits = config.type === 'WEBSOCKET' ? 0 : config.cacheHitRatio;
    this.routes = context.outbound.filter(({ connection }) => connection.from.contract === 'integrate');
    for (const { index, connection } of context.outbound) {
      const throttle = routeBucket(connection, burst);
      if (throttle) this.throttles[index] = context.bucket(throttle.rate, throttle.burst);
      this.invokes[index] = connection.to.contract === 'invoke';
      this.waits[index] = waitsForWorkflow(connection);
      this.asksBucket[index] = connection.to.contract === 'keep-objects';
    }
    this.shares = cumulativeShares(
      this.routes.map(({ connection }) => connection.config['trafficShare'] as number | undefined),
    );
    this.integrateTimer = context.messageTimer(INTEGRATE);
    this.timeoutTimer = context.messageTimer(TIMEOUT);
    this.periodTimer = context.timer(PERIOD);
    this.overheadLane = context.lane(config.overhead);
    this.timeoutLane = context.watchLane(config.integrationTimeout);
    this.door = Door.of(context);
    this.askedTooLong = context.messageTimer(ASKED_TOO_LONG);
  }

  private addPlan({ index, connection }: Link, context: ActorContext<ApiConfig>): void {
    const plan = planOf(connection);
    if (plan === undefined) return;
    const throttle = planBucket(plan);
    const bucket = throttle && context.bucket(throttle.rate, throttle.burst);
    const methods = new Map<number, Bucket>();
    for (const { index: route, connection: to } of context.outbound) {
      const method = methodThrottleOf(plan, to.kind.route(to.config));
      if (method) methods.set(route, context.bucket(method.rate, method.burst));
    }
    this.plans.set(index, new Plan(bucket, methods, plan.planQuota ?? Infinity, PERIOD_LENGTH[plan.planPeriod]));
  }

  override start(): void {
    for (const [index, plan] of this.plans) {
      if (plan.quota < Infinity) this.runtime.after(plan.period, this.periodTimer, index);
    }
  }

  override receive(message: Handle, connection: number): Answer.Code {
    const { runtime, recorder } = this;
    recorder.count(Counter.offered);
    const route = this.routeOf(message, connection);
    if (!this.admits(connection, route)) return this.refuse();
    if (this.isDown()) {
      recorder.count(Counter.failed);
      return Answer.unavailable;
    }
    this.enter(message);
    this.words[message + Message.next] = route;
    if (this.slowness === 1) runtime.afterLane(this.overheadLane, this.integrateTimer, message);
    else runtime.after(this.overhead * this.slowness, this.integrateTimer, message);
    return Answer.pending;
  }

  protected refuse(): Answer.Code {
    this.recorder.count(Counter.throttled);
    this.recorder.count(Counter.throttledAttempts);
    return Answer.throttled;
  }

  /** Whether a failure that was set for the run answers now. */
  protected isDown(): boolean {
    return this.isStopped || (this.errorShare > 0 && this.draws.next() < this.errorShare);
  }

  /** Usage plan, route, account: the first that is empty answers (api-gateway-request-throttling). */
  protected admits(connection: number, route: number): boolean {
    if (this.plans.size > 0 && this.plans.get(connection)?.take(route) === false) return false;
    return this.hasRoom(route);
  }

  protected hasRoom(route: number): boolean {
    if (this.throttles[route]?.take() === false) return false;
    return this.account.take();
  }

  override wake(kind: number, payload: number): void {
    if (kind === INTEGRATE) this.authorize(payload);
    else if (kind === TIMEOUT) this.timeOut(payload);
    else if (kind === ASKED_TOO_LONG) this.hear(this.abandon(payload), Answer.gaveUp);
    else {
      const plan = this.plans.get(payload)!;
      plan.used = 0;
      this.runtime.after(plan.period, this.periodTimer, payload);
    }
  }

  private authorize(message: Handle): void {
    const { runtime, words, door } = this;
    const route = words[message + Message.next]!;
    if (!door?.guards(route)) {
      this.integrate(message, route);
      return;
    }
    if (door.caches) {
      const caller = door.caller();
      words[message + Message.mark] = caller;
      if (door.knows(caller, runtime.now())) {
        this.decide(message);
        return;
      }
    }
    this.ask(message, door);
  }

  private ask(message: Handle, door: Door): void {
    const { runtime, recorder } = this;
    const question = runtime.create(message);
    const answer = runtime.send(door.index, question);
    if (answer === Answer.pending) {
      if (door.timeoutLane !== undefined) runtime.watch(door.timeoutLane, this.askedTooLong, question);
      return;
    }
    if (answer !== Answer.taken) runtime.release(question);
    recorder.saw(door.index, answer);
    this.hear(message, answer);
  }

  /** What the function says of a request: without an answer the client gets 500. */
  private hear(message: Handle, answer: Answer.Code): void {
    const { runtime, words, door } = this;
    if (answer !== Answer.taken) {
      door!.miss();
      this.reply(message, Answer.serverError);
      return;
    }
    if (door!.caches) door!.keep(words[message + Message.mark]!, runtime.now());
    this.decide(message);
  }

  private decide(message: Handle): void {
    if (this.door!.denies()) this.reply(message, Answer.failed);
    else this.integrate(message, this.words[message + Message.next]!);
  }

  override answered(child: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words, door } = this;
    const isQuestion = words[child + Message.connection] === door?.index;
    if (!isQuestion || (words[child + Message.flags]! & Message.ABANDONED) !== 0) {
      super.answered(child, answer);
      return;
    }
    const message = words[child + Message.parent]!;
    runtime.release(child);
    recorder.saw(door!.index, answer);
    this.hear(message, answer);
  }

  private integrate(message: Handle, route: number): void {
    const { runtime } = this;
    if (route === NONE || (this.cacheHits > 0 && this.draws.next() < this.cacheHits)) {
      this.reply(message, Answer.taken);
      return;
    }
    const child = runtime.create(message);
    if (this.pass(message, child, route)) runtime.watch(this.timeoutLane, this.timeoutTimer, child);
  }

  private routeOf(message: Handle, connection: number): number {
    if (this.asked.size === 0) return this.pickRoute();
    const before = this.words[message + Message.parent]!;
    const asked =
      this.asked.get(connection) ??
      (before === NONE ? undefined : this.asked.get(this.words[before + Message.connection]!));
    return asked ?? this.pickRoute();
  }

  /** Index of the connection; NONE where the API answers by itself. */
  protected pickRoute(): number {
    return this.pickFrom(this.routes, this.shares);
  }

  protected pickFrom(routes: readonly Link[], shares: readonly number[]): number {
    const total = shares.at(-1) ?? 0;
    if (routes.length === 1 && total >= 1) return routes[0]!.index;
    if (routes.length === 0) return NONE;
    const u = this.draws.next() * Math.max(1, total);
    for (let at = 0; at < routes.length; at++) if (u < shares[at]!) return routes[at]!.index;
    return NONE;
  }

  /** The backend works on, but the client has its error: 504 from a REST API, 503 from an HTTP API. */
  private timeOut(child: Handle): void {
    this.reply(this.abandon(child), this.isRest ? Answer.timedOut : Answer.unavailable);
  }

  /**
   * What the client sees of the integration's answer (services-apigateway-errors, supported-gateway-response-types):
   * a throttled function becomes 500, its error 502 from a REST API and 500 from an HTTP API. The error of a service
   * integration is passed on as its integration response maps it; a bucket without room says 503 itself.
   */
  protected override translate(answer: Answer.Code, connection: number): Answer.Code {
    if (answer === Answer.taken) return answer;
    if (this.asksBucket[connection] === true)
      return answer === Answer.throttled ? Answer.unavailable : Answer.badGateway;
    if (this.invokes[connection] !== true) {
      return answer === Answer.failed && this.isRest && this.waits[connection] === true ? Answer.badGateway : answer;
    }
    if (answer === Answer.failed) return this.isRest ? Answer.badGateway : Answer.serverError;
    return Answer.serverError;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'slowness') this.slowness = disturbance.factor;
    else if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') this.isStopped = disturbance.stopped;
    else if (disturbance.kind === 'quotas')
      this.account.resize(this.quota(ACCOUNT), this.quota('api-gateway/account-burst'));
  }
}

/** The routes that callers ask for by name, also through a filter. */
function routesAsked({ resource, outbound, links }: ActorContext<ApiConfig>): ReadonlyMap<number, number> {
  const through = resource.inbound.flatMap(({ from }) => (from.contract === 'filter' ? from.resource.inbound : []));
  const routes = new Map(outbound.map(({ index, connection }) => [connection.id, index]));
  const found = new Map<number, number>();
  for (const { index, connection } of links([...resource.inbound, ...through])) {
    const id = connection.kind.asksFor(connection);
    const route = id === undefined ? undefined : routes.get(id);
    if (route !== undefined) found.set(index, route);
  }
  return found;
}

/** Shares up to and including each route; those without one divide what the others leave evenly. */
export function cumulativeShares(given: readonly (number | undefined)[]): readonly number[] {
  const left = Math.max(0, 1 - given.reduce<number>((sum, share) => sum + (share ?? 0), 0));
  const unset = given.filter((share) => share === undefined).length;
  let sum = 0;
  return given.map((share) => (sum += share ?? left / unset));
}
