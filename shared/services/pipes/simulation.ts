/**
 * A pipe in a run: batches of what it polls, each an execution that calls the enrichment and then the target.
 *
 * Units: messages and records. Failed counts messages that went back to their queue, attempts executions, timeouts
 * executions that were cut off and calls that were not answered in time. Latency is the time of an execution.
 *
 * Assumed, because AWS does not say: an execution for which the account has no room is tried again as an event source
 * mapping's batch is; what a stage refuses for want of room is a failed receive of a queue's messages, and of a stream no
 * attempt. Calls beyond the rate of an API destination wait within their execution.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import * as Message from '#shared/model/message';
import { PacedLine } from '#shared/model/paced-line';
import {
  type BatchEnd,
  type BatchInvoker,
  type MappingTimers,
  NOT_TAKEN,
  QueuePoller,
} from '#shared/model/queue-poller';
import {
  Actor,
  type ActorContext,
  type Disturbance,
  type Handle,
  type Lane,
  NONE,
  type Pool,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { StreamReader } from '#shared/model/stream-reader';
import type { PipeConfig } from './config';
import { queueReading, type SimulatedStage, simulatedStages, streamReading } from './simulated-stages';
import { isQueueSource } from './stages';

/** Kinds of timers. */
const BEGIN = 0;
const TOO_LONG = 1;
const TOO_LATE = 2;
/** Lines of API destinations, by place of the stage. */
const FIRST_LINE = 3;
/** Timers of sources: from here on, four for each. */
const FIRST_SOURCE = 8;
const RAMP = 0;
const WINDOW = 1;
const THROTTLED = 2;
const POLL = 3;

/** The largest size that a message can state. */
const LARGEST = 2 ** 31 - 1;

export class PipeActor extends Actor implements BatchInvoker {
  isStopped = false;
  private readonly places: Pool;
  private readonly stages: readonly SimulatedStage[];
  private readonly lines: readonly (PacedLine | undefined)[];
  private readonly patience: readonly (Lane | undefined)[];
  private readonly furtherTime: number;
  private readonly longest: number;
  private readonly timeoutLane: Lane;
  private readonly begin: Timer;
  private readonly tooLong: Timer;
  private readonly tooLate: Timer;
  private readonly draws: Uniform;
  private readonly sources: (QueuePoller | StreamReader)[] = [];
  /** By index of the inbound connection. */
  private readonly sourceOf: (QueuePoller | StreamReader)[] = [];
  /** The batch of a first record that a call is open for. */
  private readonly batchOf = new Map<Handle, Handle>();
  private errorShare = 0;
  private slowness = 1;

  constructor(context: ActorContext<PipeConfig>) {
    super(context);
    this.places = context.sharedPool('pipes/concurrent-executions');
    this.stages = simulatedStages(context);
    this.lines = this.stages.map(({ rate }, at) => {
      if (rate === undefined) return undefined;
      return new PacedLine(context, {
        bucket: context.bucket(rate, rate),
        rate: () => rate,
        timer: context.timer(FIRST_LINE + at),
        turn: {
          // Its execution has been cut off.
          isTooOld: (call) => (this.words[call + Message.flags]! & Message.ABANDONED) !== 0,
          giveUp: (call) => this.runtime.release(call),
          attempt: (call) => this.attempt(call),
        },
      });
    });
    this.patience = this.stages.map(({ patience }) =>
      patience === undefined ? undefined : context.watchLane(patience),
    );
    this.furtherTime = context.resource.config.furtherTime;
    this.longest = context.quota('pipes/execution-time');
    this.timeoutLane = context.watchLane(this.longest);
    this.begin = context.messageTimer(BEGIN);
    this.tooLong = context.messageTimer(TOO_LONG);
    this.tooLate = context.messageTimer(TOO_LATE);
    this.draws = context.uniform('errors');
    for (const link of context.inbound) {
      const first = FIRST_SOURCE + 4 * this.sources.length;
      const timers: MappingTimers = {
        ramp: context.timer(first + RAMP),
        window: context.timer(first + WINDOW),
        throttled: context.messageTimer(first + THROTTLED),
        poll: context.timer(first + POLL),
      };
      const source = isQueueSource(link.connection)
        ? new QueuePoller(context, link, queueReading(link, context), timers, this)
        : new StreamReader(context, link, streamReading(link, context), timers, this);
      this.sources.push(source);
      this.sourceOf[link.index] = source;
    }
  }

  /** AWS does not follow work through a pipe. */
  isStoppedLoop(): boolean {
    return false;
  }

  override ready(connection: number, lane: number): void {
    const source = this.sourceOf[connection]!;
    if (source instanceof QueuePoller) source.poll();
    else source.ready(lane);
  }

  /** Of an execution, which is its batch, `next` is the place of its stage and `mark` the call that is open. */
  invokeBatch(batch: Handle): boolean {
    const { runtime, recorder, words, longest } = this;
    if (this.isStopped || !this.places.take()) {
      recorder.count(Counter.throttledAttempts);
      return false;
    }
    recorder.shift(Gauge.concurrency, 1);
    recorder.count(Counter.attempts);
    this.times[(batch >> 1) + Message.since] = runtime.now();
    words[batch + Message.next] = 0;
    words[batch + Message.mark] = NONE;
    runtime.watch(this.timeoutLane, this.tooLong, batch);
    const delay = this.furtherTime * this.slowness;
    if (delay < longest) runtime.after(delay, this.begin, batch);
    return true;
  }

  override wake(kind: number, payload: number): void {
    if (kind === BEGIN) this.callStage(payload);
    else if (kind === TOO_LONG) this.cutOff(payload);
    else if (kind === TOO_LATE) this.stopWaiting(payload);
    else if (kind < FIRST_SOURCE) this.lines[kind - FIRST_LINE]!.drain();
    else this.wakeSource(kind - FIRST_SOURCE, payload);
  }

  private wakeSource(kind: number, payload: number): void {
    const source = this.sources[kind >> 2]!;
    switch (kind & 3) {
      case RAMP:
        if (source instanceof QueuePoller) source.ramp();
        else source.free(payload);
        return;
      case WINDOW:
        source.windowOver(payload);
        return;
      case THROTTLED:
        source.throttleOver(payload);
        return;
      default:
        source.pollAgain(payload);
    }
  }

  /** Calls the stage that an execution has come to; without one it is done. */
  private callStage(batch: Handle): void {
    const { runtime, words } = this;
    const place = words[batch + Message.next]!;
    const stage = this.stages[place];
    if (stage === undefined) return this.end(batch, 'done');
    if (stage.takes === 'records') return this.sendRecords(batch, stage);
    const first = words[batch + Message.parent]!;
    const call = runtime.create(first);
    let records = 0;
    let size = 0;
    for (let record = first; record !== NONE; record = words[record + Message.next]!) {
      records++;
      size += this.sizeOf(record, stage);
    }
    words[call + Message.connection] = stage.index;
    // As functions take batches.
    words[call + Message.tries] = stage.takes === 'batch' ? records : 1;
    words[call + Message.size] = Math.min(LARGEST, Math.round(size));
    words[call + Message.flags]! |= words[batch + Message.flags]! & Message.POISON;
    words[batch + Message.mark] = call;
    this.batchOf.set(first, batch);
    const line = this.lines[place];
    if (line === undefined) this.attempt(call);
    else line.add(call);
  }

  private sizeOf(record: Handle, { payload, sizeFactor }: SimulatedStage): number {
    return payload ?? this.words[record + Message.size]! * sizeFactor;
  }

  private attempt(call: Handle): void {
    const { runtime, recorder, words } = this;
    const batch = this.batchOf.get(words[call + Message.parent]!)!;
    const place = words[batch + Message.next]!;
    const { index } = this.stages[place]!;
    const answer = this.isDown() ? Answer.unavailable : runtime.send(index, call);
    if (answer === Answer.pending) {
      const lane = this.patience[place];
      if (lane !== undefined) runtime.watch(lane, this.tooLate, call);
      return;
    }
    if (answer !== Answer.taken) runtime.release(call);
    recorder.saw(index, answer);
    this.stageOver(batch, answer);
  }

  private isDown(): boolean {
    return this.errorShare > 0 && this.draws.next() < this.errorShare;
  }

  override answered(call: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words } = this;
    if ((words[call + Message.flags]! & Message.ABANDONED) !== 0) {
      recorder.count(Counter.wasted);
      runtime.release(call);
      return;
    }
    const batch = this.batchOf.get(words[call + Message.parent]!)!;
    recorder.saw(words[call + Message.connection]!, answer);
    runtime.release(call);
    this.stageOver(batch, answer);
  }

  private stageOver(batch: Handle, answer: Answer.Code): void {
    const { words } = this;
    words[batch + Message.mark] = NONE;
    const stage = this.stages[words[batch + Message.next]!]!;
    if (answer === Answer.taken) {
      words[batch + Message.next]!++;
      this.callStage(batch);
      return;
    }
    if (answer === Answer.throttled) {
      this.recorder.count(Counter.throttledAttempts);
      return this.end(batch, 'refused');
    }
    this.end(batch, stage.namesFailures && answer === Answer.failed ? 'one failed' : 'failed');
  }

  /** All in one call; what is refused of them is marked. */
  private sendRecords(batch: Handle, stage: SimulatedStage): void {
    const { runtime, recorder, words } = this;
    const { index } = stage;
    const first = words[batch + Message.parent]!;
    if (this.isDown()) {
      recorder.saw(index, Answer.unavailable);
      return this.end(batch, 'failed');
    }
    let refused = 0;
    for (let record = first; record !== NONE; record = words[record + Message.next]!) {
      const child = runtime.create(record);
      words[child + Message.connection] = index;
      words[child + Message.size] = Math.min(LARGEST, Math.round(this.sizeOf(record, stage)));
      if (record !== first) words[child + Message.flags]! |= Message.SAME_CALL;
      const answer = runtime.send(index, child);
      recorder.saw(index, answer);
      if (answer === Answer.taken) continue;
      if (answer === Answer.pending) throw new Error(`connection ${index} answers a record of a batch later`);
      if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
      runtime.release(child);
      words[record + Message.flags]! |= NOT_TAKEN;
      refused++;
    }
    this.end(batch, refused > 0 ? 'refused in part' : 'done');
  }

  /** The answer is no longer waited for; what was called works on. */
  private stopWaiting(call: Handle): void {
    const batch = this.batchOf.get(this.words[call + Message.parent]!)!;
    this.abandon(call);
    this.stageOver(batch, Answer.gaveUp);
  }

  private abandon(call: Handle): void {
    const { recorder, words } = this;
    words[call + Message.flags]! |= Message.ABANDONED;
    recorder.count(Counter.timeouts);
    recorder.saw(words[call + Message.connection]!, Answer.gaveUp);
  }

  /** Five minutes are over. */
  private cutOff(batch: Handle): void {
    const call = this.words[batch + Message.mark]!;
    if (call === NONE) this.recorder.count(Counter.timeouts);
    else this.abandon(call);
    this.end(batch, 'failed');
  }

  private end(batch: Handle, how: BatchEnd): void {
    const { runtime, recorder, words } = this;
    this.places.release();
    recorder.shift(Gauge.concurrency, -1);
    recorder.latency(runtime.now() - this.times[(batch >> 1) + Message.since]!);
    this.batchOf.delete(words[batch + Message.parent]!);
    this.sourceOf[words[batch + Message.connection]!]!.ended(batch, how);
    runtime.release(batch);
  }

  override oldestAge(): number {
    let oldest = 0;
    for (const source of this.sources)
      if (source instanceof StreamReader) oldest = Math.max(oldest, source.oldestAge());
    return oldest;
  }

  override held(): number {
    return this.sources.reduce((sum, source) => sum + source.holding(), 0);
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'slowness') this.slowness = disturbance.factor;
    else if (disturbance.kind === 'consumer-stopped') {
      this.isStopped = disturbance.stopped;
      if (!disturbance.stopped) for (const source of this.sources) source.resume();
    }
  }
}

export function actor(context: ActorContext<PipeConfig>): Actor {
  return new PipeActor(context);
}
