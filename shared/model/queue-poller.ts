/**
 * Who polls a queue for others in a run, an event source mapping or a pipe: batches up to its present concurrency, which
 * starts at 5 and grows by 300 a minute while full batches wait (lambda services-sqs-scaling, eventbridge eb-pipes-sqs), or
 * by 1,000 a minute with provisioned pollers.
 *
 * Assumed, because AWS does not say: a long poll hands over at once; without full batches to be had the concurrency
 * falls as it rose; a throttled batch is tried again after 1 s, 2 s and so on up to a minute, and goes back to the queue
 * when its visibility timeout is over.
 */
import type { Terms } from './contract';
import type { Resource } from './graph';
import * as Answer from './answer';
import * as Counter from './counter';
import * as Message from './message';
import {
  type ActorContext,
  type Bucket,
  type Handle,
  type Link,
  NONE,
  type Recorder,
  type Runtime,
  type Timer,
  type Uniform,
} from './simulation';

/** Backoff of a throttled batch, seconds: an assumption. */
const firstBackoff = 1;
const lastBackoff = 60;

/** Less than any time that matters, and more than a rounding error of a year. */
const instant = 1e-6;

/** How a queue is polled. */
export interface QueueReading {
  readonly batchSize: number;
  /** Most bytes of a batch. */
  readonly batchBytes: number;
  /** Seconds. */
  readonly batchingWindow: number;
  readonly filterShare: number;
  /** Batches at once: where it falls back to, and the most. */
  readonly least: number;
  readonly most: number;
  /** Growth of these, per second. */
  readonly growth: number;
  /** Pollers that gather batches at the same time when little comes. */
  readonly gathering: number;
  /** Polls and bytes a second of each, and its batches at once; undefined for pollers that nobody counts. */
  readonly eachPoller?: { readonly batches: number; readonly polls: number; readonly bytes: number };
}

/** Of a record whose batch was refused in part: it is one of those that were. */
export const NOT_TAKEN = Message.OWN_D;

/**
 * How a batch ended: as a whole, or with one record that failed and is named. Whoever it was passed on to may also have
 * refused it for want of room, or those of its records that are marked NOT_TAKEN.
 */
export type BatchEnd = 'done' | 'failed' | 'one failed' | 'refused' | 'refused in part';

/** Who works on batches. */
export interface BatchInvoker {
  readonly isStopped: boolean;
  /** Begins work on a batch of `records` where there is room. */
  invokeBatch(batch: Handle, records: number): boolean;
  /** Whether the message has passed here so often that loop detection stops it. */
  isStoppedLoop(message: Handle): boolean;
}

export interface MappingTimers {
  /** A poller more or less. */
  readonly ramp: Timer;
  /** A batching window, by its slot. */
  readonly window: Timer;
  /** A throttled batch. */
  readonly throttled: Timer;
  /** Poll again. */
  readonly poll: Timer;
}

export class QueuePoller {
  private readonly index: number;
  private readonly connection: number;
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
  private readonly words: Int32Array;
  private readonly times: Float64Array;
  private readonly draws: Uniform;
  private readonly invoker: BatchInvoker;
  private readonly timers: MappingTimers;
  private readonly reading: QueueReading;
  private readonly window: number;
  private readonly filterShare: number;
  /** The queue is in no loop in which AWS counts. */
  private readonly comesAfresh: boolean;
  /** Records of a full batch at their present size. */
  private batchLimit: number;
  private readonly visibility: number;
  private readonly isFifo: boolean;
  private readonly polls: Bucket | undefined;
  private readonly bytes: Bucket | undefined;
  private allowed: number;
  private inFlight = 0;
  private isRamping = false;
  private isPollPending = false;
  private lastWasFull = false;
  private recordSize = 0;
  private readonly fetched = new Int32Array(10_000);
  /** Batches being gathered: first and last record, number of records. */
  private readonly firsts: Int32Array;
  private readonly lasts: Int32Array;
  private readonly counts: Int32Array;
  private readonly fetchedAt: Float64Array;
  private readonly rounds: Int32Array;
  private slot = 0;
  private held = 0;

  constructor(
    context: Pick<ActorContext, 'index' | 'runtime' | 'recorder' | 'uniform' | 'guards' | 'bucket'> & {
      readonly resource: Pick<Resource, 'id'>;
    },
    link: Link,
    reading: QueueReading,
    timers: MappingTimers,
    invoker: BatchInvoker,
  ) {
    this.index = context.index;
    this.connection = link.index;
    this.runtime = context.runtime;
    this.recorder = context.recorder;
    this.words = context.runtime.messages.words;
    this.times = context.runtime.messages.times;
    this.draws = context.uniform(`mapping ${link.connection.id}`);
    this.invoker = invoker;
    this.timers = timers;
    this.reading = reading;
    this.window = reading.batchingWindow;
    this.filterShare = reading.filterShare;
    const { guards, resource } = context;
    this.comesAfresh = guards.stopsAfter(resource.id) < Infinity && !guards.counts(link.connection);
    this.batchLimit = reading.batchSize;
    const terms = link.connection.from.terms as Terms<'poll-queue'>;
    this.visibility = terms.visibilityTimeout;
    this.isFifo = terms.fifo;
    const { eachPoller, least } = reading;
    if (eachPoller) {
      const pollers = least / eachPoller.batches;
      this.polls = context.bucket(pollers * eachPoller.polls, pollers * eachPoller.polls);
      this.bytes = context.bucket(pollers * eachPoller.bytes, pollers * eachPoller.bytes);
    }
    this.allowed = least;
    const slots = reading.batchingWindow > 0 ? Math.max(1, Math.min(least, reading.gathering)) : 1;
    this.firsts = new Int32Array(slots).fill(NONE);
    this.lasts = new Int32Array(slots).fill(NONE);
    this.counts = new Int32Array(slots);
    this.fetchedAt = new Float64Array(slots);
    this.rounds = new Int32Array(slots);
  }

  /** Fetches and starts batches as long as there are messages and concurrency for them. */
  poll(): void {
    const { runtime, recorder, fetched } = this;
    while (this.inFlight < this.allowed && !this.invoker.isStopped) {
      const { slot } = this;
      const want = Math.min(this.batchLimit - this.counts[slot]!, fetched.length);
      const affordable = this.polls === undefined ? want : this.affordable(want);
      if (affordable === 0) {
        this.pollLater();
        break;
      }
      const found = runtime.fetch(this.connection, 0, affordable, fetched);
      if (this.polls !== undefined) this.payFor(found);
      this.lastWasFull = found === want;
      if (found === 0) break;
      recorder.countMany(Counter.offered, found);
      for (let i = 0; i < found; i++) this.gather(fetched[i]!);
      const count = this.counts[slot]!;
      if (count >= this.batchLimit || (this.window === 0 && count > 0)) this.dispatch(slot);
      // Whichever poller asks first gets the next message.
      if (this.counts.length > 1) this.slot = Math.floor(this.draws.next() * this.counts.length);
    }
    if (this.isPressed() && this.allowed < this.reading.most) this.startRamp();
  }

  /** What the filter leaves out is deleted from the queue. */
  private gather(record: Handle): void {
    const { words, slot } = this;
    words[record + Message.next] = NONE;
    if (this.filterShare < 1 && this.draws.next() >= this.filterShare) {
      this.recorder.count(Counter.filtered);
      this.runtime.settle(this.connection, record, Answer.taken);
      return;
    }
    if (this.comesAfresh) words[record + Message.flags]! &= ~Message.PASSES;
    else if (this.invoker.isStoppedLoop(record)) return this.stop(record);
    if (this.counts[slot] === 0) this.beginGathering(slot, record);
    else words[this.lasts[slot]! + Message.next] = record;
    this.lasts[slot] = record;
    this.counts[slot]!++;
    this.held++;
  }

  /**
   * Comes back when its visibility timeout is over, to be stopped again until the queue gives it up (invocation-recursion,
   * 2026-11-23). Counted once.
   */
  private stop(record: Handle): void {
    if (this.words[record + Message.tries] === 1) this.recorder.count(Counter.failed);
    else this.recorder.countMany(Counter.offered, -1);
    this.runtime.settle(this.connection, record, Answer.failed);
  }

  private beginGathering(slot: number, record: Handle): void {
    this.firsts[slot] = record;
    this.fetchedAt[slot] = this.runtime.now();
    if (this.window > 0) this.runtime.after(this.window, this.timers.window, (this.round(slot) << 4) | slot);
    const size = Math.max(1, this.words[record + Message.size]!);
    if (size === this.recordSize) return;
    this.recordSize = size;
    this.batchLimit = Math.max(1, Math.min(this.reading.batchSize, Math.floor(this.reading.batchBytes / size)));
  }

  /** Number of the batch that a slot gathers, so that a window that was filled before its end does not close the next. */
  private round(slot: number): number {
    return this.rounds[slot]! & 0x1ffff;
  }

  windowOver(payload: number): void {
    const slot = payload & 15;
    if (payload >> 4 !== this.round(slot) || this.counts[slot] === 0) return;
    this.dispatch(slot);
    this.poll();
  }

  /** Of a batch, `parent` is the first record, `key` the number of records, `tries` the number of throttles. */
  private dispatch(slot: number): void {
    const { words } = this;
    const first = this.firsts[slot]!;
    const count = this.counts[slot]!;
    this.rounds[slot]!++;
    this.counts[slot] = 0;
    const batch = this.runtime.create(first);
    words[batch + Message.connection] = this.connection;
    words[batch + Message.key] = count;
    this.times[(batch >> 1) + Message.since] = this.fetchedAt[slot]!;
    for (let record = words[first + Message.next]!; record !== NONE; record = words[record + Message.next]!) {
      words[batch + Message.flags]! |= words[record + Message.flags]! & Message.POISON;
    }
    this.inFlight++;
    this.invoke(batch);
  }

  private invoke(batch: Handle): void {
    const { runtime, words } = this;
    if (this.invoker.invokeBatch(batch, words[batch + Message.key]!)) return;
    const waited = runtime.now() - this.times[(batch >> 1) + Message.since]!;
    const backoff = Math.min(lastBackoff, firstBackoff * 2 ** words[batch + Message.tries]!);
    words[batch + Message.tries]!++;
    runtime.after(Math.max(0, Math.min(backoff, this.visibility - waited)), this.timers.throttled, batch);
  }

  /** A throttled batch: once more, unless its messages have become visible in the queue again. */
  throttleOver(batch: Handle): void {
    const { runtime, recorder, words } = this;
    // The last timer is set for the very end, and may come a rounding error before it.
    if (runtime.now() - this.times[(batch >> 1) + Message.since]! < this.visibility - instant) {
      recorder.count(Counter.retries);
      this.invoke(batch);
      return;
    }
    const count = words[batch + Message.key]!;
    recorder.countMany(Counter.throttled, count);
    this.held -= count;
    this.inFlight--;
    runtime.settle(this.connection, words[batch + Message.parent]!, Answer.throttled);
    runtime.release(batch);
    this.poll();
  }

  /**
   * A batch ran to its end. The whole of it comes back after an error, unless it is told which records failed: then these
   * do, and of a FIFO queue all that come after.
   */
  ended(batch: Handle, end: BatchEnd): void {
    const { recorder, words } = this;
    const first = words[batch + Message.parent]!;
    const count = words[batch + Message.key]!;
    const begun = this.times[(batch >> 1) + Message.since]!;
    this.held -= count;
    this.inFlight--;
    if (end === 'refused in part') this.endInPart(first, count, NOT_TAKEN, begun);
    else if (end === 'one failed') {
      this.endInPart(first, count, (words[batch + Message.flags]! & Message.POISON) !== 0 ? Message.POISON : 0, begun);
    } else {
      const hasFailed = end !== 'done';
      this.note(first, hasFailed, begun);
      recorder.countMany(hasFailed ? Counter.failed : Counter.served, count);
      this.runtime.settle(this.connection, first, hasFailed ? Answer.failed : Answer.taken);
    }
    this.poll();
  }

  /** Two chains, of what is done and of what comes back. @param mark flag of those that failed; 0: any one has */
  private endInPart(first: Handle, count: number, mark: number, begun: number): void {
    const { runtime, recorder, words } = this;
    const unlucky = mark !== 0 ? -1 : Math.floor(this.draws.next() * count);
    const heads = [NONE, NONE];
    const tails = [NONE, NONE];
    let failed = 0;
    let at = 0;
    for (let record = first; record !== NONE; at++) {
      const next = words[record + Message.next]!;
      const isMarked = (words[record + Message.flags]! & mark) !== 0;
      const side = isMarked || at === unlucky || (this.isFifo && failed > 0) ? 1 : 0;
      failed += side;
      words[record + Message.next] = NONE;
      words[record + Message.flags]! &= ~NOT_TAKEN;
      if (heads[side] === NONE) heads[side] = record;
      else words[tails[side]! + Message.next] = record;
      tails[side] = record;
      record = next;
    }
    recorder.countMany(Counter.failed, failed);
    recorder.countMany(Counter.served, count - failed);
    this.note(heads[0]!, false, begun);
    this.note(heads[1]!, true, begun);
    if (heads[0] !== NONE) runtime.settle(this.connection, heads[0]!, Answer.taken);
    if (heads[1] !== NONE) runtime.settle(this.connection, heads[1]!, Answer.failed);
  }

  /** Statistics of a chain of records that ended. `begun` is when the function took them up: the wait is the queue's. */
  private note(first: Handle, hasFailed: boolean, begun: number): void {
    const { runtime, recorder, words, times } = this;
    const now = runtime.now();
    for (let record = first; record !== NONE; record = words[record + Message.next]!) {
      if (!hasFailed) recorder.endToEnd(now - times[(record >> 1) + Message.born]!);
      if ((words[record + Message.flags]! & Message.TRACED) !== 0) {
        runtime.visit(record, this.index, begun, hasFailed ? Answer.failed : Answer.taken);
      }
    }
  }

  /** Full batches wait, and all pollers are at work or have polled as often as they may. */
  private isPressed(): boolean {
    return this.lastWasFull && (this.inFlight >= this.allowed || this.isPollPending);
  }

  private startRamp(): void {
    if (this.isRamping) return;
    this.isRamping = true;
    this.runtime.after(1 / this.reading.growth, this.timers.ramp, 0);
  }

  /** One concurrent invocation more while full batches wait; one less where there is room to spare. */
  ramp(): void {
    this.isRamping = false;
    const isPressed = this.isPressed();
    if (isPressed && this.allowed < this.reading.most) this.allow(this.allowed + 1);
    else if (!isPressed && this.inFlight < this.allowed && this.allowed > this.reading.least)
      this.allow(this.allowed - 1);
    if (isPressed) this.poll();
    if (this.allowed > this.reading.least) this.startRamp();
  }

  private allow(allowed: number): void {
    this.allowed = allowed;
    const { eachPoller } = this.reading;
    if (!eachPoller) return;
    const pollers = Math.max(1, allowed / eachPoller.batches);
    this.polls!.resize(pollers * eachPoller.polls, pollers * eachPoller.polls);
    this.bytes!.resize(pollers * eachPoller.bytes, pollers * eachPoller.bytes);
  }

  /** Messages that the provisioned pollers may fetch now. */
  private affordable(want: number): number {
    if (this.polls!.level() < 1) return 0;
    return Math.min(want, Math.floor(this.bytes!.level() / Math.max(1, this.recordSize)));
  }

  private payFor(found: number): void {
    this.polls!.take();
    this.bytes!.takeMany(Math.min(found * Math.max(1, this.recordSize), this.bytes!.level()));
  }

  private pollLater(): void {
    if (this.isPollPending) return;
    this.isPollPending = true;
    this.runtime.after(1 / this.reading.eachPoller!.polls, this.timers.poll, 0);
  }

  pollAgain(): void {
    this.isPollPending = false;
    this.poll();
  }

  resume(): void {
    this.poll();
  }

  /** Records gathered or at work. */
  holding(): number {
    return this.held;
  }
}
