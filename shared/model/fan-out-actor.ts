/**
 * An actor that takes a message and delivers a copy of it to each of its receivers, tries a delivery again on the
 * receiver's terms, and in the end keeps what could not be delivered in a dead-letter queue, or loses it: a topic, a bus.
 *
 * Units: messages taken. Served counts those that all receivers got; dead-lettered and lost those that one got not, after
 * the last attempt. Attempts count deliveries begun, retries deliveries tried again.
 */
import * as Answer from './answer';
import * as Counter from './counter';
import * as Gauge from './gauge';
import * as Message from './message';
import {
  Actor,
  type ActorContext,
  type Disturbance,
  type Handle,
  type Lane,
  type Timer,
  type Uniform,
} from './simulation';

/** Kinds of timers; those of the actor's own begin at `OWN_TIMERS`. */
const DELIVER = 0;
const RETRY = 1;
const CALL = 2;
const TOO_LATE = 3;
export const OWN_TIMERS = 4;

/** Own flags of a message: a delivery was given up. */
const DEAD_LETTERED = Message.OWN_A;
const LOST = Message.OWN_B;

/** A rate limit is held over this time, seconds: an assumption. */
const burst = 1;

/** Calls at a rate: a second's worth may come together, further ones wait their turn. */
export class Pace {
  private readonly between: number;
  /** Until when the calls that it has had keep it busy, seconds. */
  private busyUntil = 0;

  /** @param rate calls a second, above 0 */
  constructor(rate: number) {
    this.between = 1 / rate;
  }

  /** Seconds until a call that comes now has its turn. */
  wait(now: number): number {
    this.busyUntil = Math.max(this.busyUntil, now - burst) + this.between;
    return Math.max(0, this.busyUntil - now);
  }
}

export interface Receiver {
  /** Of its connection. */
  readonly index: number;
  /** Share of the messages that it is meant to get. */
  readonly share: number;
  /** Bytes of its copy; undefined where it is as the message. */
  readonly size?: number | undefined;
  readonly mostAttempts: number;
  /** Age of the message up to which a delivery is tried again, seconds. */
  readonly maximumAge: number;
  /** Seconds before the next attempt. @param tries attempts made, 1 or more */
  retryDelay(tries: number, draws: Uniform): number;
  /** Index of the connection to what keeps its undelivered messages. */
  readonly deadLetterQueue: number | undefined;
  readonly pace?: Pace | undefined;
}

interface FanOut {
  readonly draws: Uniform;
  readonly receivers: readonly Receiver[];
  /** From a message taken to its first delivery, seconds. */
  readonly deliveryDelay: number;
  /** How long an answer is waited for, seconds. */
  readonly patience: number;
}

export abstract class FanOutActor extends Actor {
  protected readonly draws: Uniform;
  private readonly receivers: readonly Receiver[];
  private readonly receiverAt: Receiver[] = [];
  private readonly deliver: Timer;
  private readonly retry: Timer;
  private readonly call: Timer;
  private readonly tooLate: Timer;
  private readonly patience: Lane;
  private readonly deliveryLane: Lane;
  private readonly deliveryDelay: number;
  private slowness = 1;
  private errorShare = 0;
  private isStopped = false;
  private inside = 0;

  constructor(context: ActorContext, { draws, receivers, deliveryDelay, patience }: FanOut) {
    super(context);
    this.draws = draws;
    this.receivers = receivers;
    for (const receiver of receivers) this.receiverAt[receiver.index] = receiver;
    this.deliver = context.messageTimer(DELIVER);
    this.retry = context.messageTimer(RETRY);
    this.call = context.messageTimer(CALL);
    this.tooLate = context.messageTimer(TOO_LATE);
    this.patience = context.watchLane(patience);
    this.deliveryDelay = deliveryDelay;
    this.deliveryLane = context.lane(deliveryDelay);
  }

  /** A message that is taken: its deliveries begin after a while. */
  protected take(message: Handle): Answer.Code {
    const { runtime, recorder, words } = this;
    this.times[(message >> 1) + Message.since] = runtime.now();
    words[message + Message.flags]! &= ~(DEAD_LETTERED | LOST);
    this.inside++;
    recorder.shift(Gauge.concurrency, 1);
    if (this.slowness === 1) runtime.afterLane(this.deliveryLane, this.deliver, message);
    else runtime.after(this.deliveryDelay * this.slowness, this.deliver, message);
    return Answer.taken;
  }

  protected refuse(): Answer.Code {
    this.recorder.count(Counter.throttled);
    this.recorder.count(Counter.throttledAttempts);
    return Answer.throttled;
  }

  /** A delivery that may be made for the first time. */
  protected begin(copy: Handle): void {
    this.attempt(copy);
  }

  override wake(kind: number, payload: number): void {
    if (kind === DELIVER) this.fanOut(payload);
    else if (kind === RETRY) {
      this.recorder.count(Counter.retries);
      this.attempt(payload);
    } else if (kind === CALL) this.callNow(payload);
    else if (kind === TOO_LATE) this.stopWaiting(payload);
    else super.wake(kind, payload);
  }

  /** A copy for each receiver; `mark` of the message counts those still under way. */
  private fanOut(message: Handle): void {
    const { runtime, recorder, words } = this;
    words[message + Message.mark] = 1;
    for (const { index, share, size } of this.receivers) {
      if (share < 1 && this.draws.next() >= share) continue;
      const copy = runtime.create(message);
      words[copy + Message.connection] = index;
      if (size !== undefined) words[copy + Message.size] = size;
      words[message + Message.mark]!++;
      recorder.count(Counter.attempts);
      this.begin(copy);
    }
    this.deliveryEnded(message);
  }

  private receiverOf(copy: Handle): Receiver {
    return this.receiverAt[this.words[copy + Message.connection]!]!;
  }

  /** Time since the message of a copy was taken, seconds. */
  protected age(copy: Handle): number {
    const message = this.words[copy + Message.parent]!;
    return this.runtime.now() - this.times[(message >> 1) + Message.since]!;
  }

  protected isTooOld(copy: Handle): boolean {
    return this.age(copy) > this.receiverOf(copy).maximumAge;
  }

  /** At once, or as soon as the receiver's rate lets it. */
  protected attempt(copy: Handle): void {
    const { pace } = this.receiverOf(copy);
    const wait = pace ? pace.wait(this.runtime.now()) : 0;
    if (wait === 0) {
      this.send(copy);
      return;
    }
    this.recorder.shift(Gauge.backlog, 1);
    this.runtime.after(wait, this.call, copy);
  }

  private callNow(copy: Handle): void {
    this.recorder.shift(Gauge.backlog, -1);
    if (this.isTooOld(copy)) this.giveUp(copy);
    else this.send(copy);
  }

  private send(copy: Handle): void {
    const { runtime, recorder, words } = this;
    // Read before the copy may become the receiver's.
    const message = words[copy + Message.parent]!;
    const connection = words[copy + Message.connection]!;
    words[copy + Message.tries]!++;
    const isDown = this.isStopped || (this.errorShare > 0 && this.draws.next() < this.errorShare);
    const answer = isDown ? Answer.unavailable : runtime.send(connection, copy);
    if (answer === Answer.pending) {
      runtime.watch(this.patience, this.tooLate, copy);
      return;
    }
    recorder.saw(connection, answer);
    if (answer < Answer.throttled) this.deliveryEnded(message);
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
      const message = words[copy + Message.parent]!;
      runtime.release(copy);
      this.deliveryEnded(message);
      return;
    }
    runtime.unwatch(copy);
    this.tryAgain(copy, answer);
  }

  /** The receiver works on, but its answer is no longer waited for: the delivery goes on with a twin. */
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
    const receiver = this.receiverOf(copy);
    const tries = words[copy + Message.tries]!;
    const delay = receiver.retryDelay(tries, this.draws);
    if (tries >= receiver.mostAttempts || this.age(copy) + delay > receiver.maximumAge) this.giveUp(copy);
    else runtime.after(delay, this.retry, copy);
  }

  /** The last attempt has failed, or the message is too old: to the dead-letter queue, or lost. */
  protected giveUp(copy: Handle): void {
    const { runtime, words } = this;
    const message = words[copy + Message.parent]!;
    const { deadLetterQueue } = this.receiverOf(copy);
    const isKept = deadLetterQueue !== undefined && runtime.send(deadLetterQueue, copy) < Answer.throttled;
    words[message + Message.flags]! |= isKept ? DEAD_LETTERED : LOST;
    if (!isKept) runtime.release(copy);
    this.deliveryEnded(message);
  }

  private deliveryEnded(message: Handle): void {
    const { runtime, recorder, words } = this;
    const left = words[message + Message.mark]! - 1;
    words[message + Message.mark] = left;
    if (left > 0) return;
    const ended = words[message + Message.flags]! & (DEAD_LETTERED | LOST);
    const since = this.times[(message >> 1) + Message.since]!;
    this.inside--;
    recorder.shift(Gauge.concurrency, -1);
    if (ended === 0) recorder.count(Counter.served);
    else recorder.count((ended & LOST) === 0 ? Counter.deadLettered : Counter.lost);
    recorder.latency(runtime.now() - since);
    if ((words[message + Message.flags]! & Message.TRACED) !== 0) {
      runtime.visit(message, this.index, since, ended === 0 ? Answer.taken : Answer.failed);
    }
    runtime.release(message);
  }

  override held(): number {
    return this.inside;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'slowness') this.slowness = disturbance.factor;
    else if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') this.isStopped = disturbance.stopped;
  }
}
