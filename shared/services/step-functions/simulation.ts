/**
 * A state machine in a run: executions within the account's quotas, their tasks one after the other with retries, then
 * the tasks that undo where a failure is caught for them.
 *
 * Units: executions. Failed counts those that end as failed; attempts and retries those of tasks. An execution is the
 * message that started it: its `mark` is the place in the list of tasks, its `next` the attempt that is open.
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
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { total } from '#shared/model/total';
import type { StateMachineConfig } from './config';
import { LONGEST_EXPRESS, OPEN, startsOf, TRANSITIONS, waitsForEnd } from './starts';
import { afterFailure, needsEnd, retryDelay, type Task, tasksOf, transitionsOf, undoingFrom } from './tasks';
import { type TransitionLine, transitionLine } from './transition-line';

/** Kinds of timers. */
const BEGIN = 0;
const RETRY = 1;
const PACE = 2;
const TOO_LONG = 3;

/** Own flags of an execution: its caller waits for the end; the tasks that undo run. */
const WAITED_FOR = Message.OWN_A;
const UNDOING = Message.OWN_B;

interface Step {
  readonly index: number;
  readonly share: number;
  /** Bytes; −1: as the execution's. */
  readonly payload: number;
  readonly config: Task['config'];
  readonly onFailure: Task['config']['onFailure'];
  /** Place at which undoing begins after it. */
  readonly undoFrom: number;
  /** State transitions, mean, of an execution that comes to this place, and of one that goes on from it. */
  readonly transitions: number;
  readonly afterwards: number;
}

export class StateMachineActor extends Actor {
  private readonly quota: ActorContext['quota'];
  private readonly starts: Bucket;
  private readonly startIds: ReturnType<typeof startsOf>;
  /** Of Standard executions; undefined for Express, which these quotas do not hold back. */
  private readonly standard:
    | { readonly open: Pool; readonly transitions: Bucket; readonly line: TransitionLine; readonly place: number }
    | undefined;
  private readonly draws: Uniform;
  private readonly forward: readonly Step[];
  private readonly undo: readonly Step[];
  /** By index of the connection. */
  private readonly stepAt: Step[] = [];
  /** Indices of the inbound connections whose callers wait. */
  private readonly waits: ReadonlySet<number>;
  private readonly begin: Timer;
  private readonly retry: Timer;
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
    const tasks = tasksOf(resource);
    const indexOf = new Map(context.outbound.map(({ index, connection }) => [connection.id, index]));
    const steps = (list: readonly Task[], ends: number): readonly Step[] =>
      list.map((task, at) => ({
        index: indexOf.get(task.id)!,
        share: task.config.share,
        payload: task.config.payload ?? -1,
        config: task.config,
        onFailure: afterFailure(task, tasks),
        undoFrom: undoingFrom(task, tasks),
        transitions: ends + total(list.slice(at), transitionsOf),
        afterwards: ends + total(list.slice(at + 1), transitionsOf),
      }));
    this.forward = steps(tasks.forward, needsEnd(tasks.forward) ? 1 : 0);
    this.undo = steps(tasks.undo, 1);
    for (const each of [...this.forward, ...this.undo]) this.stepAt[each.index] = each;
    this.waits = new Set(context.inbound.filter(({ connection }) => waitsForEnd(connection)).map(({ index }) => index));
    this.begin = context.messageTimer(BEGIN);
    this.retry = context.messageTimer(RETRY);
    this.tooLong = context.messageTimer(TOO_LONG);
    this.furtherTime = config.furtherTime;
    this.longest = context.quota(isStandard ? 'step-functions/standard-duration' : LONGEST_EXPRESS);
    this.timeoutLane = isStandard ? undefined : context.watchLane(this.longest);
    // A definition needs a state even where nothing is to be done.
    const inTasks = this.forward[0]?.transitions ?? 1;
    this.standard = isStandard ? this.standardOf(context, config.furtherTransitions + inTasks) : undefined;
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
    words[execution + Message.flags]! &= ~(WAITED_FOR | UNDOING);
    if (isWaitedFor) words[execution + Message.flags]! |= WAITED_FOR;
    if (standard === undefined) this.beginLater(execution);
    else standard.line.add(execution, standard.place);
    return isWaitedFor ? Answer.pending : Answer.taken;
  }

  private beginLater(execution: Handle): void {
    const { runtime, timeoutLane, longest } = this;
    const delay = this.furtherTime * this.slowness;
    this.words[execution + Message.mark] = 0;
    this.words[execution + Message.next] = NONE;
    if (timeoutLane === undefined) {
      runtime.after(Math.min(longest, delay), this.begin, execution);
      return;
    }
    runtime.watch(timeoutLane, this.tooLong, execution);
    if (delay < longest) runtime.after(delay, this.begin, execution);
  }

  override wake(kind: number, payload: number): void {
    if (kind === BEGIN) this.goOn(payload);
    else if (kind === RETRY) this.tryAgain(payload);
    else if (kind === TOO_LONG) this.cutOff(payload);
    else this.standard!.line.drain();
  }

  /** Runs tasks from the present place on, until one has to be waited for or none is left. */
  private goOn(execution: Handle): void {
    const { words } = this;
    for (;;) {
      const isUndoing = (words[execution + Message.flags]! & UNDOING) !== 0;
      const list = isUndoing ? this.undo : this.forward;
      const step = list[words[execution + Message.mark]!];
      if (step === undefined) return this.end(execution, isUndoing);
      if (step.share < 1 && this.draws.next() >= step.share) {
        words[execution + Message.mark]!++;
        continue;
      }
      const attempt = this.runtime.create(execution);
      words[attempt + Message.connection] = step.index;
      words[attempt + Message.tries] = 0;
      if (step.payload >= 0) words[attempt + Message.size] = step.payload;
      words[execution + Message.next] = attempt;
      if (!this.attempt(attempt, step)) return;
      words[execution + Message.mark]!++;
    }
  }

  /** Whether the task is done at once; else its answer, a retry or the end of the execution follows. */
  private attempt(attempt: Handle, { index }: Step): boolean {
    const { runtime, recorder, words } = this;
    const execution = words[attempt + Message.parent]!;
    words[attempt + Message.tries]!++;
    recorder.count(Counter.attempts);
    const answer = runtime.send(index, attempt);
    if (answer === Answer.pending) return false;
    recorder.saw(index, answer);
    if (answer === Answer.taken) {
      words[execution + Message.next] = NONE;
      return true;
    }
    this.notDone(attempt, answer);
    return false;
  }

  override answered(attempt: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words } = this;
    if ((words[attempt + Message.flags]! & Message.ABANDONED) !== 0) {
      recorder.count(Counter.wasted);
      runtime.release(attempt);
      return;
    }
    recorder.saw(words[attempt + Message.connection]!, answer);
    if (answer !== Answer.taken) return this.notDone(attempt, answer);
    const execution = words[attempt + Message.parent]!;
    runtime.release(attempt);
    this.nextTask(execution);
  }

  private nextTask(execution: Handle): void {
    this.words[execution + Message.next] = NONE;
    this.words[execution + Message.mark]!++;
    this.goOn(execution);
  }

  private notDone(attempt: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words } = this;
    if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
    const step = this.stepAt[words[attempt + Message.connection]!]!;
    const tries = words[attempt + Message.tries]!;
    if (tries <= step.config.retryAttempts) {
      runtime.after(retryDelay(step.config, tries), this.retry, attempt);
      return;
    }
    const execution = words[attempt + Message.parent]!;
    runtime.release(attempt);
    if (step.onFailure === 'continue') return this.nextTask(execution);
    this.standard?.transitions.putBack(step.afterwards);
    if (step.onFailure === 'fail') return this.end(execution, true);
    words[execution + Message.flags]! |= UNDOING;
    words[execution + Message.mark] = step.undoFrom;
    words[execution + Message.next] = NONE;
    this.standard?.transitions.overdraw(this.undo[step.undoFrom]?.transitions ?? 1);
    this.goOn(execution);
  }

  private tryAgain(attempt: Handle): void {
    const { runtime, recorder, words } = this;
    if ((words[attempt + Message.flags]! & Message.ABANDONED) !== 0) {
      runtime.release(attempt);
      return;
    }
    recorder.count(Counter.retries);
    this.standard?.transitions.overdraw(1);
    const execution = words[attempt + Message.parent]!;
    if (this.attempt(attempt, this.stepAt[words[attempt + Message.connection]!]!)) this.nextTask(execution);
  }

  /** Five minutes are over: the attempt that is open works on, but nothing waits for it. */
  private cutOff(execution: Handle): void {
    const { recorder, words } = this;
    const attempt = words[execution + Message.next]!;
    recorder.count(Counter.timeouts);
    if (attempt !== NONE) {
      words[attempt + Message.flags]! |= Message.ABANDONED;
      recorder.saw(words[attempt + Message.connection]!, Answer.gaveUp);
    }
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

export function actor(context: ActorContext<StateMachineConfig>): Actor {
  return new StateMachineActor(context);
}
