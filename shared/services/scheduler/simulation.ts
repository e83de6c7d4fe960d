/**
 * Schedules in a run: invocations at the times at which they are due, spread over their minute or window, within the
 * account's quota of invocations, later tried again.
 *
 * Units: invocations of one target. Attempts count invocations begun, retries those tried again.
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
  type Arrivals,
  type Bucket,
  type Disturbance,
  type Handle,
  NONE,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { deadLetterOf } from '#shared/model/targets';
import type { ScheduleConfig } from './config';
import { targetsOf } from './targets';
import { dueAt, duePerSecond, isTogether, spreadOf } from './timing';

/** Kinds of timers. */
const ARRIVE = 0;
const DUE = 1;
const NEXT = 2;
const RETRY = 3;
const PACE = 4;

const INVOCATIONS = 'scheduler/invocations';

interface Target {
  readonly index: number;
  readonly inputSize: number;
  readonly mostAttempts: number;
  readonly maximumAge: number;
  readonly deadLetterQueue: number | undefined;
}

/** Schedules that came due together and are being invoked one after the other. */
interface Round {
  readonly from: number;
  readonly of: number;
  done: number;
}

export class ScheduleActor extends Actor {
  private readonly config: ScheduleConfig;
  private readonly quota: ActorContext['quota'];
  private readonly invocations: Bucket;
  private readonly arrivals: Arrivals;
  private readonly draws: Uniform;
  private readonly targets: readonly Target[];
  private readonly targetAt: Target[] = [];
  private readonly arrive: Timer;
  private readonly due: Timer;
  private readonly next: Timer;
  private readonly retry: Timer;
  private readonly spread: number;
  /** Rounds under way, by the payload of their timer; undefined where one is over. */
  private readonly rounds: (Round | undefined)[] = [];
  private roundsBegun = 0;
  /** Invocations for which there was nothing left in the quota. */
  private readonly line: PacedLine;
  private hotShare = 0;
  private errorShare = 0;
  private poisons = 0;
  private isStopped = false;
  private open = 0;

  constructor(context: ActorContext<ScheduleConfig>) {
    super(context);
    const { resource } = context;
    this.config = resource.config;
    this.quota = (id) => context.quota(id);
    this.invocations = context.sharedBucket(INVOCATIONS, context.quota(INVOCATIONS), context.quota(INVOCATIONS));
    this.arrivals = context.arrivals(resource.config.schedules * duePerSecond(resource.config));
    this.draws = context.uniform('schedules');
    const indexOf = new Map(context.outbound.map(({ index, connection }) => [connection.id, index]));
    this.targets = targetsOf(resource).map(({ id, config }) => {
      const letters = deadLetterOf(resource, id);
      return {
        index: indexOf.get(id)!,
        inputSize: config.inputSize,
        mostAttempts: config.retryAttempts + 1,
        maximumAge: config.maximumEventAge,
        deadLetterQueue: letters && indexOf.get(letters.id),
      };
    });
    for (const target of this.targets) this.targetAt[target.index] = target;
    this.arrive = context.timer(ARRIVE);
    this.due = context.timer(DUE);
    this.next = context.timer(NEXT);
    this.retry = context.messageTimer(RETRY);
    this.line = new PacedLine(context, {
      bucket: this.invocations,
      rate: () => this.quota(INVOCATIONS),
      timer: context.timer(PACE),
      turn: {
        isTooOld: (invocation) => this.age(invocation) > this.targetOf(invocation).maximumAge,
        giveUp: (invocation) => this.giveUp(invocation),
        attempt: (invocation) => this.attempt(invocation),
      },
    });
    this.spread = spreadOf(resource.config);
  }

  override start(): void {
    if (isTogether(this.config)) this.awaitDue();
    else this.awaitArrival();
  }

  override wake(kind: number, payload: number): void {
    if (kind === ARRIVE) {
      this.awaitArrival();
      this.invoke();
    } else if (kind === DUE) {
      this.awaitDue();
      this.begin();
    } else if (kind === NEXT) {
      this.invoke();
      this.step(payload);
    } else if (kind === RETRY) {
      this.recorder.count(Counter.retries);
      this.attempt(payload);
    } else this.line.drain();
  }

  /** Schedules that are apart. */
  private awaitArrival(): void {
    const gap = this.arrivals.next();
    if (gap < Infinity) this.runtime.after(gap, this.arrive, 0);
  }

  private awaitDue(): void {
    const at = dueAt(this.config, this.roundsBegun++);
    if (at < Infinity) this.runtime.after(at - this.runtime.now(), this.due, 0);
  }

  /** All schedules are due: as many as the load has now. */
  private begin(): void {
    const of = Math.floor(this.config.schedules * this.arrivals.factor() + this.draws.next());
    const free = this.rounds.indexOf(undefined);
    const round = free < 0 ? this.rounds.length : free;
    this.rounds[round] = { from: this.runtime.now(), of, done: 0 };
    this.step(round);
  }

  /** The next invocation of a round: one in each n-th part of the window. */
  private step(index: number): void {
    const round = this.rounds[index]!;
    if (round.done >= round.of) {
      this.rounds[index] = undefined;
      return;
    }
    const at = round.from + ((round.done + this.draws.next()) / round.of) * this.spread;
    round.done++;
    this.runtime.after(Math.max(0, at - this.runtime.now()), this.next, index);
  }

  private invoke(): void {
    for (const { index, inputSize } of this.targets) {
      const { runtime, recorder, words } = this;
      const invocation = runtime.createRoot();
      words[invocation + Message.size] = inputSize;
      words[invocation + Message.connection] = index;
      this.times[(invocation >> 1) + Message.since] = runtime.now();
      if (this.poisons > 0) {
        this.poisons--;
        words[invocation + Message.flags]! |= Message.POISON;
      }
      if (this.hotShare > 0 && this.draws.next() < this.hotShare) words[invocation + Message.key] = 0;
      recorder.count(Counter.offered);
      recorder.count(Counter.attempts);
      recorder.shift(Gauge.concurrency, 1);
      this.open++;
      this.line.add(invocation);
    }
  }

  private targetOf(invocation: Handle): Target {
    return this.targetAt[this.words[invocation + Message.connection]!]!;
  }

  /** Time since the invocation was due, seconds. */
  private age(invocation: Handle): number {
    return this.runtime.now() - this.times[(invocation >> 1) + Message.since]!;
  }

  private attempt(invocation: Handle): void {
    const { runtime, recorder, words } = this;
    // Read before the message may become the receiver's.
    const connection = words[invocation + Message.connection]!;
    const since = this.times[(invocation >> 1) + Message.since]!;
    words[invocation + Message.tries]!++;
    const isDown = this.isStopped || (this.errorShare > 0 && this.draws.next() < this.errorShare);
    const answer = isDown ? Answer.unavailable : runtime.send(connection, invocation);
    recorder.saw(connection, answer);
    if (answer < Answer.throttled) this.ended(Counter.served, since);
    else this.tryAgain(invocation, answer);
  }

  private tryAgain(invocation: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words } = this;
    if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
    const target = this.targetOf(invocation);
    const tries = words[invocation + Message.tries]!;
    const delay = backoff(tries, DAY_OF_RETRIES, this.draws.next());
    if (tries >= target.mostAttempts || this.age(invocation) + delay > target.maximumAge) this.giveUp(invocation);
    else runtime.after(delay, this.retry, invocation);
  }

  /** The last attempt has failed, or the invocation is too old: to the target's dead-letter queue, or lost. */
  private giveUp(invocation: Handle): void {
    const { runtime, words } = this;
    const since = this.times[(invocation >> 1) + Message.since]!;
    const { deadLetterQueue } = this.targetOf(invocation);
    if ((words[invocation + Message.flags]! & Message.TRACED) !== 0) {
      runtime.visit(invocation, this.index, since, Answer.failed);
    }
    const isKept = deadLetterQueue !== undefined && runtime.send(deadLetterQueue, invocation) < Answer.throttled;
    if (!isKept) runtime.release(invocation);
    this.ended(isKept ? Counter.deadLettered : Counter.lost, since);
  }

  private ended(counter: number, since: number): void {
    const { recorder } = this;
    recorder.count(counter);
    recorder.latency(this.runtime.now() - since);
    recorder.shift(Gauge.concurrency, -1);
    this.open--;
  }

  override oldestAge(): number {
    const { oldest } = this.line;
    return oldest === NONE ? 0 : this.age(oldest);
  }

  override held(): number {
    return this.open;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'hot-key') this.hotShare = disturbance.share;
    else if (disturbance.kind === 'poison-message') this.poisons += disturbance.count;
    else if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') this.isStopped = disturbance.stopped;
    else if (disturbance.kind === 'quotas') {
      this.invocations.resize(this.quota(INVOCATIONS), this.quota(INVOCATIONS));
    }
  }
}

export function actor(context: ActorContext<ScheduleConfig>): Actor {
  return new ScheduleActor(context);
}
