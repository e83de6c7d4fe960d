/**
 * A bus in a run: events within the account's PutEvents quota, a copy for each target that the event matches,
 * deliveries within the account's quota of invocations, later tried again.
 *
 * Units: events. Served counts those that all matched targets got; dead-lettered and lost those that one got not, after
 * the last attempt. Attempts count deliveries begun, retries deliveries tried again.
 */
import { backoff, DAY_OF_RETRIES } from '#shared/model/backoff';
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import * as Message from '#shared/model/message';
import { PacedLine } from '#shared/model/paced-line';
import {
  Actor,
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  type Lane,
  NONE,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { deadLetterOf } from '#shared/model/targets';
import type { BusConfig } from './config';
import { type ApiDestinationConfig, retryPolicy, type TargetConfig } from './target-config';
import { isOfService, targetsOf } from './targets';

/** Kinds of timers. */
const DELIVER = 0;
const RETRY = 1;
const PACE = 2;
const CALL = 3;
const TOO_LATE = 4;

const PUTS = 'eventbridge/put-events';
const INVOCATIONS = 'eventbridge/invocations';

/** The rate limit of an API destination is held over this time, seconds: an assumption. */
const burst = 1;

/** Own flags of an event: a delivery was given up. */
const DEAD_LETTERED = Message.OWN_A;
const LOST = Message.OWN_B;

interface Target {
  readonly index: number;
  readonly matchShare: number;
  /** Bytes; −1: as the event. */
  readonly inputSize: number;
  readonly mostAttempts: number;
  readonly maximumAge: number;
  readonly deadLetterQueue: number | undefined;
  /** Of an API destination: the least time between two calls, seconds; 0 for other targets. */
  readonly between: number;
  /** Until when the calls that it has had keep it busy, seconds. */
  busyUntil: number;
}

export class BusActor extends Actor {
  private readonly quota: ActorContext['quota'];
  private readonly puts: Bucket;
  private readonly invocations: Bucket;
  private readonly draws: Uniform;
  private readonly targets: readonly Target[];
  private readonly targetAt: Target[] = [];
  /** Indices of the inbound connections whose events count against no quota. */
  private readonly ofServices: ReadonlySet<number>;
  private readonly deliver: Timer;
  private readonly retry: Timer;
  private readonly call: Timer;
  private readonly tooLate: Timer;
  private readonly patience: Lane;
  private readonly deliveryLane: Lane;
  private readonly deliveryDelay: number;
  /** Copies for which there was no invocation left. */
  private readonly line: PacedLine;
  private slowness = 1;
  private errorShare = 0;
  private isStopped = false;
  private inside = 0;

  constructor(context: ActorContext<BusConfig>) {
    super(context);
    const { resource } = context;
    this.quota = (id) => context.quota(id);
    this.puts = context.sharedBucket(PUTS, context.quota(PUTS), context.quota(PUTS));
    this.invocations = context.sharedBucket(INVOCATIONS, context.quota(INVOCATIONS), context.quota(INVOCATIONS));
    this.draws = context.uniform('events');
    const indexOf = new Map(context.outbound.map(({ index, connection }) => [connection.id, index]));
    this.targets = targetsOf(resource).map(({ id, config }) => {
      const { maximumEventAge, retryAttempts } = retryPolicy(config);
      const letters = deadLetterOf(resource, id);
      return {
        index: indexOf.get(id)!,
        matchShare: config.matchShare,
        inputSize: config.input === 'event' ? -1 : (config.inputSize ?? -1),
        mostAttempts: retryAttempts + 1,
        maximumAge: maximumEventAge,
        deadLetterQueue: letters && indexOf.get(letters.id),
        between: betweenCalls(config, context.quota('eventbridge/api-destination-rate')),
        busyUntil: 0,
      };
    });
    for (const target of this.targets) this.targetAt[target.index] = target;
    this.ofServices = new Set(
      context.inbound.filter(({ connection }) => isOfService(connection)).map(({ index }) => index),
    );
    this.deliver = context.messageTimer(DELIVER);
    this.retry = context.messageTimer(RETRY);
    this.line = new PacedLine(context, {
      bucket: this.invocations,
      rate: () => this.quota(INVOCATIONS),
      timer: context.timer(PACE),
      turn: {
        isTooOld: (copy) => this.age(copy) > this.targetOf(copy).maximumAge,
        giveUp: (copy) => this.giveUp(copy),
        attempt: (copy) => this.attempt(copy),
      },
    });
    this.call = context.messageTimer(CALL);
    this.tooLate = context.messageTimer(TOO_LATE);
    this.patience = context.watchLane(context.quota('eventbridge/api-destination-timeout'));
    this.deliveryDelay = resource.config.deliveryDelay;
    this.deliveryLane = context.lane(this.deliveryDelay);
  }

  override receive(event: Handle, connection: number): Answer.Code {
    const { runtime, recorder, words } = this;
    recorder.count(Counter.offered);
    const startsCall = (words[event + Message.flags]! & Message.SAME_CALL) === 0;
    if (startsCall && !this.ofServices.has(connection) && !this.puts.take()) {
      recorder.count(Counter.throttled);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    this.times[(event >> 1) + Message.since] = runtime.now();
    words[event + Message.flags]! &= ~(DEAD_LETTERED | LOST);
    this.inside++;
    recorder.shift(Gauge.concurrency, 1);
    if (this.slowness === 1) runtime.afterLane(this.deliveryLane, this.deliver, event);
    else runtime.after(this.deliveryDelay * this.slowness, this.deliver, event);
    return Answer.taken;
  }

  override wake(kind: number, payload: number): void {
    if (kind === DELIVER) this.fanOut(payload);
    else if (kind === RETRY) {
      this.recorder.count(Counter.retries);
      this.attempt(payload);
    } else if (kind === CALL) this.callNow(payload);
    else if (kind === TOO_LATE) this.stopWaiting(payload);
    else this.line.drain();
  }

  /** A copy for each target that the event matches; `mark` of the event counts those still under way. */
  private fanOut(event: Handle): void {
    const { runtime, recorder, words } = this;
    words[event + Message.mark] = 1;
    for (const { index, matchShare, inputSize } of this.targets) {
      if (matchShare < 1 && this.draws.next() >= matchShare) continue;
      const copy = runtime.create(event);
      words[copy + Message.connection] = index;
      if (inputSize >= 0) words[copy + Message.size] = inputSize;
      words[event + Message.mark]!++;
      recorder.count(Counter.attempts);
      this.line.add(copy);
    }
    this.deliveryEnded(event);
  }

  private targetOf(copy: Handle): Target {
    return this.targetAt[this.words[copy + Message.connection]!]!;
  }

  /** Time since the event of a copy was put, seconds. */
  private age(copy: Handle): number {
    const event = this.words[copy + Message.parent]!;
    return this.runtime.now() - this.times[(event >> 1) + Message.since]!;
  }

  /** At once, or as soon as the rate limit of an API destination lets it: a second's worth of calls may come together. */
  private attempt(copy: Handle): void {
    const target = this.targetOf(copy);
    if (target.between === 0) {
      this.send(copy);
      return;
    }
    const now = this.runtime.now();
    target.busyUntil = Math.max(target.busyUntil, now - burst) + target.between;
    const wait = target.busyUntil - now;
    if (wait <= 0) {
      this.send(copy);
      return;
    }
    this.recorder.shift(Gauge.backlog, 1);
    this.runtime.after(wait, this.call, copy);
  }

  private callNow(copy: Handle): void {
    this.recorder.shift(Gauge.backlog, -1);
    const { maximumAge } = this.targetOf(copy);
    if (this.age(copy) > maximumAge) this.giveUp(copy);
    else this.send(copy);
  }

  private send(copy: Handle): void {
    const { runtime, recorder, words } = this;
    // Read before the copy may become the receiver's.
    const event = words[copy + Message.parent]!;
    const connection = words[copy + Message.connection]!;
    words[copy + Message.tries]!++;
    const isDown = this.isStopped || (this.errorShare > 0 && this.draws.next() < this.errorShare);
    const answer = isDown ? Answer.unavailable : runtime.send(connection, copy);
    if (answer === Answer.pending) {
      runtime.watch(this.patience, this.tooLate, copy);
      return;
    }
    recorder.saw(connection, answer);
    if (answer < Answer.throttled) this.deliveryEnded(event);
    else this.tryAgain(copy, answer);
  }

  override answered(copy: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words } = this;
    if ((words[copy + Message.flags]! & Message.ABANDONED) !== 0) {
      recorder.count(Counter.wasted);
      runtime.release(copy);
      return;
    }
    recorder.saw(words[copy + Message.connection]!, answer);
    if (answer === Answer.taken) {
      const event = words[copy + Message.parent]!;
      runtime.release(copy);
      this.deliveryEnded(event);
      return;
    }
    runtime.unwatch(copy);
    this.tryAgain(copy, answer);
  }

  /** The endpoint works on, but its answer is no longer waited for: the delivery goes on with a twin. */
  private stopWaiting(copy: Handle): void {
    const { runtime, recorder, words } = this;
    const connection = words[copy + Message.connection]!;
    const twin = runtime.create(words[copy + Message.parent]!);
    words[twin + Message.connection] = connection;
    words[twin + Message.size] = words[copy + Message.size]!;
    words[twin + Message.tries] = words[copy + Message.tries]!;
    words[copy + Message.flags]! |= Message.ABANDONED;
    recorder.count(Counter.timeouts);
    recorder.saw(connection, Answer.gaveUp);
    this.tryAgain(twin, Answer.gaveUp);
  }

  private tryAgain(copy: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words } = this;
    if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
    const target = this.targetOf(copy);
    const tries = words[copy + Message.tries]!;
    const delay = backoff(tries, DAY_OF_RETRIES, this.draws.next());
    if (tries >= target.mostAttempts || this.age(copy) + delay > target.maximumAge) this.giveUp(copy);
    else runtime.after(delay, this.retry, copy);
  }

  /** The last attempt has failed, or the event is too old: to the target's dead-letter queue, or lost. */
  private giveUp(copy: Handle): void {
    const { runtime, words } = this;
    const event = words[copy + Message.parent]!;
    const { deadLetterQueue } = this.targetOf(copy);
    const isKept = deadLetterQueue !== undefined && runtime.send(deadLetterQueue, copy) < Answer.throttled;
    words[event + Message.flags]! |= isKept ? DEAD_LETTERED : LOST;
    if (!isKept) runtime.release(copy);
    this.deliveryEnded(event);
  }

  private deliveryEnded(event: Handle): void {
    const { runtime, recorder, words } = this;
    const left = words[event + Message.mark]! - 1;
    words[event + Message.mark] = left;
    if (left > 0) return;
    const ended = words[event + Message.flags]! & (DEAD_LETTERED | LOST);
    const since = this.times[(event >> 1) + Message.since]!;
    this.inside--;
    recorder.shift(Gauge.concurrency, -1);
    if (ended === 0) recorder.count(Counter.served);
    else recorder.count((ended & LOST) === 0 ? Counter.deadLettered : Counter.lost);
    recorder.latency(runtime.now() - since);
    if ((words[event + Message.flags]! & Message.TRACED) !== 0) {
      runtime.visit(event, this.index, since, ended === 0 ? Answer.taken : Answer.failed);
    }
    runtime.release(event);
  }

  override oldestAge(): number {
    const { oldest } = this.line;
    return oldest === NONE ? 0 : this.age(oldest);
  }

  override held(): number {
    return this.inside;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'slowness') this.slowness = disturbance.factor;
    else if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') this.isStopped = disturbance.stopped;
    else if (disturbance.kind === 'quotas') {
      this.puts.resize(this.quota(PUTS), this.quota(PUTS));
      this.invocations.resize(this.quota(INVOCATIONS), this.quota(INVOCATIONS));
    }
  }
}

/** Seconds between two calls of an API destination; 0 for a target that has no rate limit of its own. */
function betweenCalls(config: TargetConfig, quota: number): number {
  const { invocationRate } = config as Partial<ApiDestinationConfig>;
  return invocationRate === undefined ? 0 : 1 / Math.min(invocationRate, quota);
}

export function actor(context: ActorContext<BusConfig>): Actor {
  return new BusActor(context);
}
