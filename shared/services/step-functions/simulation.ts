/**
 * A state machine in a run: executions within the account's quotas, their tasks one after the other with retries, then
 * the tasks that undo where a failure is caught for them.
 *
 * Units: executions. Failed counts those that end as failed; attempts and retries those of tasks. An execution is the
 * message that started it; how it walks its tasks stands in walk.ts.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import * as Message from '#shared/model/message';
import {
  Actor,
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  type Lane,
  NONE,
  type Pool,
  type Sampler,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { StateMachineConfig } from './config';
import { LONGEST_EXPRESS, LONGEST_STANDARD, MAP_CONCURRENCY, OPEN, startsOf, TRANSITIONS, waitsForEnd } from './starts';
import { planOf } from './plan';
import { callbackOf, type Task } from './tasks';
import { type TransitionLine, transitionLine } from './transition-line';
import { Walk } from './walk';

/** Kinds of timers. */
const BEGIN = 0;
const RETRY = 1;
const PACE = 2;
const TOO_LONG = 3;
const CALLED_BACK = 4;

/** Own flag of an execution: its caller waits for the end. */
const WAITED_FOR = Message.OWN_A;

export class StateMachineActor extends Actor {
  private readonly quota: ActorContext['quota'];
  private readonly starts: Bucket;
  private readonly startIds: ReturnType<typeof startsOf>;
  /** Of Standard executions; undefined for Express, which these quotas do not hold back. */
  private readonly standard:
    | { readonly open: Pool; readonly transitions: Bucket; readonly line: TransitionLine; readonly place: number }
    | undefined;
  private readonly draws: Uniform;
  private readonly walk: Walk;
  /** Indices of the inbound connections whose callers wait. */
  private readonly waits: ReadonlySet<number>;
  private readonly begin: Timer;
  private readonly tooLong: Timer;
  /** Of Express: the longest execution. */
  private readonly timeoutLane: Lane | undefined;
  private readonly furtherTime: number;
  /** Longest execution, seconds. */
  private readonly longest: number;
  private slowness = 1;
  private errorShare = 0;
  private isStopped = false;
  private inside = 0;

  constructor(context: ActorContext<StateMachineConfig>) {
    super(context);
    const { resource } = context;
    const { config } = resource;
    const isStandard = config.type === 'standard';
    this.quota = (id) => context.quota(id);
    this.startIds = startsOf(config.type);
    this.starts = context.sharedBucket(
      this.startIds.rate,
      context.quota(this.startIds.rate),
      context.quota(this.startIds.burst),
    );
    this.draws = context.uniform('executions');
    const indexOf = new Map(context.outbound.map(({ index, connection }) => [connection.id, index]));
    const plan = planOf(resource, ({ id }) => indexOf.get(id)!, context.quota(MAP_CONCURRENCY));
    this.waits = new Set(context.inbound.filter(({ connection }) => waitsForEnd(connection)).map(({ index }) => index));
    this.begin = context.messageTimer(BEGIN);
    this.tooLong = context.messageTimer(TOO_LONG);
    this.furtherTime = config.furtherTime;
    this.longest = context.quota(isStandard ? LONGEST_STANDARD : LONGEST_EXPRESS);
    this.timeoutLane = isStandard ? undefined : context.watchLane(this.longest);
    this.standard = isStandard ? this.standardOf(context, config.furtherTransitions + plan.transitions) : undefined;
    this.walk = new Walk({
      plan,
      runtime: this.runtime,
      recorder: this.recorder,
      draws: this.draws,
      retry: context.messageTimer(RETRY),
      callback: context.messageTimer(CALLED_BACK),
      callbackTimes: callbackTimesOf(context),
      longest: context.quota(LONGEST_STANDARD),
      transitions: this.standard?.transitions,
      ended: (execution, hasFailed) => this.end(execution, hasFailed),
    });
  }

  /** @param each state transitions of one execution, mean, without retries and failures */
  private standardOf(context: ActorContext<StateMachineConfig>, each: number) {
    const refill = context.quota(TRANSITIONS);
    const transitions = context.sharedBucket(TRANSITIONS, refill, refill);
    const line = transitionLine(context, transitions, context.timer(PACE));
    const place = line.join({
      recorder: this.recorder,
      transitions: each,
      begin: (execution) => this.beginLater(execution),
    });
    return { open: context.sharedPool(OPEN), transitions, line, place };
  }

  override receive(execution: Handle, connection: number): Answer.Code {
    const { runtime, recorder, words, standard } = this;
    recorder.count(Counter.offered);
    if (this.isStopped || (this.errorShare > 0 && this.draws.next() < this.errorShare)) {
      recorder.count(Counter.failed);
      return Answer.unavailable;
    }
    const isWaitedFor = this.waits.has(connection);
    if (!isWaitedFor) {
      const hasToken = this.starts.take();
      if (!hasToken || standard?.open.take() === false) {
        recorder.count(Counter.throttled);
        recorder.count(Counter.throttledAttempts);
        // ExecutionLimitExceeded is none of the errors that SDKs take for a throttle.
        return hasToken ? Answer.failed : Answer.throttled;
      }
    }
    this.inside++;
    recorder.shift(Gauge.concurrency, 1);
    this.times[(execution >> 1) + Message.since] = runtime.now();
    words[execution + Message.flags]! &= ~WAITED_FOR;
    if (isWaitedFor) words[execution + Message.flags]! |= WAITED_FOR;
    if (standard === undefined) this.beginLater(execution);
    else standard.line.add(execution, standard.place);
    return isWaitedFor ? Answer.pending : Answer.taken;
  }

  private beginLater(execution: Handle): void {
    const { runtime, timeoutLane, longest } = this;
    const delay = this.furtherTime * this.slowness;
    this.walk.prepare(execution);
    if (timeoutLane === undefined) {
      runtime.after(Math.min(longest, delay), this.begin, execution);
      return;
    }
    runtime.watch(timeoutLane, this.tooLong, execution);
    if (delay < longest) runtime.after(delay, this.begin, execution);
  }

  override wake(kind: number, payload: number): void {
    if (kind === BEGIN) this.walk.begin(payload);
    else if (kind === RETRY) this.walk.tryAgain(payload);
    else if (kind === CALLED_BACK) this.walk.calledBack(payload);
    else if (kind === TOO_LONG) this.cutOff(payload);
    else this.standard!.line.drain();
  }

  override answered(attempt: Handle, answer: Answer.Code): void {
    this.walk.answered(attempt, answer);
  }

  /** Five minutes are over: the attempts that are open work on, but nothing waits for them. */
  private cutOff(execution: Handle): void {
    this.recorder.count(Counter.timeouts);
    this.walk.stop(execution);
    this.end(execution, true);
  }

  private end(execution: Handle, hasFailed: boolean): void {
    const { runtime, recorder, words, times } = this;
    const flags = words[execution + Message.flags]!;
    const since = times[(execution >> 1) + Message.since]!;
    const answer = hasFailed ? Answer.failed : Answer.taken;
    this.inside--;
    recorder.shift(Gauge.concurrency, -1);
    recorder.count(hasFailed ? Counter.failed : Counter.served);
    recorder.latency(runtime.now() - since);
    this.standard?.open.release();
    if ((flags & Message.TRACED) !== 0) runtime.visit(execution, this.index, since, answer);
    if ((flags & WAITED_FOR) === 0) {
      if (!hasFailed) recorder.endToEnd(runtime.now() - times[(execution >> 1) + Message.born]!);
      runtime.release(execution);
      return;
    }
    runtime.unwatch(execution);
    runtime.answer(execution, answer);
  }

  override oldestAge(): number {
    const oldest = this.standard?.line.oldestOf(this.standard.place) ?? NONE;
    return oldest === NONE ? 0 : this.runtime.now() - this.times[(oldest >> 1) + Message.since]!;
  }

  override held(): number {
    return this.inside;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'slowness') this.slowness = disturbance.factor;
    else if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') this.isStopped = disturbance.stopped;
    else if (disturbance.kind === 'quotas') {
      this.starts.resize(this.quota(this.startIds.rate), this.quota(this.startIds.burst));
      this.standard?.transitions.resize(this.quota(TRANSITIONS), this.quota(TRANSITIONS));
    }
  }
}

function callbackTimesOf(context: ActorContext<StateMachineConfig>): ReadonlyMap<number, Sampler> {
  return new Map(
    (context.outbound as unknown as readonly { readonly index: number; readonly connection: Task }[]).flatMap(
      ({ index, connection }) => {
        const callback = callbackOf(connection);
        return callback
          ? [[index, context.sampler(`callbacks of ${connection.id}`, callback.callbackTime)] as const]
          : [];
      },
    ),
  );
}

export function actor(context: ActorContext<StateMachineConfig>): Actor {
  return new StateMachineActor(context);
}
