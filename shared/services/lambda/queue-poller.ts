/**
 * A queue's event source mapping at work: batches up to the mapping's present concurrency, which starts at 5 and grows
 * by 300 a minute while full batches wait (services-sqs-scaling), or by 1,000 a minute with provisioned pollers.
 *
 * Assumed, because AWS does not say: a long poll hands over at once; without full batches to be had the concurrency
 * falls as it rose; a throttled batch is tried again after 1 s, 2 s and so on up to a minute, and goes back to the queue
 * when its visibility timeout is over.
 */
import {
  type ActorContext,
  Answer,
  type Bucket,
  Counter,
  Flag,
  type Handle,
  type Link,
  NONE,
  type Recorder,
  type Runtime,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { FunctionConfig } from './config';
import type { QueueMappingConfig } from './mapping-config';

/** Growth of provisioned pollers' concurrency, per second: 1,000 a minute (lambda with-sqs, 2026-11-23). */
const provisionedRamp = 1000 / 60;
/** Backoff of a throttled batch, seconds: an assumption. */
const firstBackoff = 1;
const lastBackoff = 60;

/** What a poller asks of its function. */
export interface BatchInvoker {
  readonly isStopped: boolean;
  /** Starts an invocation for a batch of `records` where there is room. */
  invokeBatch(batch: Handle, records: number): boolean;
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
  private readonly draws: Uniform;
  private readonly invoker: BatchInvoker;
  private readonly timers: MappingTimers;
  private readonly config: QueueMappingConfig;
  private readonly batchBytes: number;
  private readonly visibility: number;
  private readonly isFifo: boolean;
  private readonly least: number;
  private readonly most: number;
  private readonly rampInterval: number;
  private readonly polls: Bucket | undefined;
  private readonly bytes: Bucket | undefined;
  private readonly perPoller: number;
  private readonly pollsPerPoller: number;
  private readonly bytesPerPoller: number;
  private allowed: number;
  private inFlight = 0;
  private isRamping = false;
  private isPollPending = false;
  private lastWasFull = false;
  private recordSize = 1;
  private readonly fetched = new Int32Array(10_000);
  /** Batches being gathered: first and last record, number of records. */
  private readonly firsts: Int32Array;
  private readonly lasts: Int32Array;
  private readonly counts: Int32Array;
  private slot = 0;
  private held = 0;

  constructor(context: ActorContext<FunctionConfig>, link: Link, timers: MappingTimers, invoker: BatchInvoker) {
    this.index = context.index;
    this.connection = link.index;
    this.runtime = context.runtime;
    this.recorder = context.recorder;
    this.draws = context.uniform(`mapping ${link.connection.id}`);
    this.invoker = invoker;
    this.timers = timers;
    this.config = link.connection.config as QueueMappingConfig;
    this.batchBytes = context.quota('lambda/batch-bytes');
    const terms = link.connection.from.terms as { readonly visibilityTimeout: number; readonly fifo: boolean };
    this.visibility = terms.visibilityTimeout;
    this.isFifo = terms.fifo;
    this.perPoller = context.quota('lambda/poller-concurrency');
    this.pollsPerPoller = context.quota('lambda/poller-polls');
    this.bytesPerPoller = context.quota('lambda/poller-bytes');
    const { provisionedPollers, minimumPollers, maximumPollers, maximumConcurrency } = this.config;
    if (provisionedPollers) {
      this.least = minimumPollers * this.perPoller;
      this.most = Math.max(minimumPollers, maximumPollers) * this.perPoller;
      this.rampInterval = 1 / provisionedRamp;
      this.polls = context.bucket(minimumPollers * this.pollsPerPoller, minimumPollers * this.pollsPerPoller);
      this.bytes = context.bucket(minimumPollers * this.bytesPerPoller, minimumPollers * this.bytesPerPoller);
    } else {
      this.most = maximumConcurrency ?? context.quota('lambda/queue-mapping-concurrency');
      // One batch of a group at a time is all that holds a FIFO queue's consumer back.
      this.least = this.isFifo ? this.most : Math.min(this.most, context.quota('lambda/queue-mapping-start'));
      this.rampInterval = 1 / context.quota('lambda/queue-mapping-ramp');
    }
    this.allowed = this.least;
    const slots =
      this.config.batchingWindow > 0
        ? Math.max(1, Math.min(this.least, context.quota('lambda/queue-mapping-start')))
        : 1;
    this.firsts = new Int32Array(slots).fill(NONE);
    this.lasts = new Int32Array(slots).fill(NONE);
    this.counts = new Int32Array(slots);
  }

  /** Fetches and starts batches as long as there are messages and concurrency for them. */
  poll(): void {
    while (this.inFlight < this.allowed && !this.invoker.isStopped) {
      const want = Math.min(this.batchLimit() - this.counts[this.slot]!, this.fetched.length);
      const affordable = this.polls ? this.affordable(want) : want;
      if (affordable === 0) return this.pollLater();
      const found = this.runtime.fetch(this.connection, 0, affordable, this.fetched);
      if (this.polls) this.payFor(found);
      this.lastWasFull = found === want;
      if (found === 0) break;
      this.recorder.countMany(Counter.offered, found);
      for (let i = 0; i < found; i++) this.gather(this.fetched[i]!);
      const isFull = this.counts[this.slot]! >= this.batchLimit();
      if (isFull || (this.config.batchingWindow === 0 && this.counts[this.slot]! > 0)) this.dispatch(this.slot);
      this.slot = (this.slot + 1) % this.counts.length;
    }
    if (this.lastWasFull && this.inFlight >= this.allowed && this.allowed < this.most) this.startRamp();
  }

  private batchLimit(): number {
    return Math.max(1, Math.min(this.config.batchSize, Math.floor(this.batchBytes / this.recordSize)));
  }

  /** What the filter leaves out is deleted from the queue. */
  private gather(record: Handle): void {
    const { runtime, recorder, config } = this;
    const { messages } = runtime;
    this.recordSize = Math.max(1, messages.size[record]!);
    if (config.filterShare < 1 && this.draws.next() >= config.filterShare) {
      recorder.count(Counter.filtered);
      return runtime.settle(record, Answer.taken);
    }
    const { slot } = this;
    messages.next[record] = NONE;
    if (this.counts[slot] === 0) {
      this.firsts[slot] = record;
      if (config.batchingWindow > 0)
        runtime.after(config.batchingWindow, this.timers.window, (this.round(slot) << 4) | slot);
    } else messages.next[this.lasts[slot]!] = record;
    this.lasts[slot] = record;
    this.counts[slot]!++;
    this.held++;
  }

  private readonly rounds = new Int32Array(16);

  /** Number of the batch that a slot gathers, so that a window that was filled before its end does not close the next. */
  private round(slot: number): number {
    return this.rounds[slot]! & 0x3ffff;
  }

  windowOver(payload: number): void {
    const slot = payload & 15;
    if (payload >> 4 !== this.round(slot) || this.counts[slot] === 0) return;
    this.dispatch(slot);
    this.poll();
  }

  private dispatch(slot: number): void {
    const { runtime } = this;
    const { messages } = runtime;
    const first = this.firsts[slot]!;
    const count = this.counts[slot]!;
    this.rounds[slot]!++;
    this.counts[slot] = 0;
    const batch = runtime.create(first);
    messages.connection[batch] = this.connection;
    messages.key[batch] = count;
    messages.tries[batch] = 0;
    for (let record = messages.next[first]!; record !== NONE; record = messages.next[record]!) {
      messages.flags[batch]! |= messages.flags[record]! & Flag.poison;
    }
    this.inFlight++;
    this.invoke(batch);
  }

  private invoke(batch: Handle): void {
    const { runtime } = this;
    const { messages } = runtime;
    if (this.invoker.invokeBatch(batch, messages.key[batch]!)) return;
    const waited = runtime.now() - messages.since[messages.parent[batch]!]!;
    const backoff = Math.min(lastBackoff, firstBackoff * 2 ** messages.tries[batch]!);
    messages.tries[batch]!++;
    runtime.after(Math.max(0, Math.min(backoff, this.visibility - waited)), this.timers.throttled, batch);
  }

  /** A throttled batch: once more, unless its messages have become visible in the queue again. */
  throttleOver(batch: Handle): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    const first = messages.parent[batch]!;
    if (runtime.now() - messages.since[first]! < this.visibility) {
      recorder.count(Counter.retries);
      return this.invoke(batch);
    }
    recorder.countMany(Counter.throttled, messages.key[batch]!);
    this.settleAll(first, Answer.throttled);
    this.held -= messages.key[batch]!;
    runtime.release(batch);
    this.inFlight--;
    this.poll();
  }

  private settleAll(first: Handle, answer: Answer): void {
    const { messages } = this.runtime;
    for (let record = first; record !== NONE;) {
      const next = messages.next[record]!;
      this.runtime.settle(record, answer);
      record = next;
    }
  }

  /**
   * A batch ran to its end. The whole of it comes back after an error, unless the function reports which records failed:
   * then one does, and of a FIFO queue all that come after it. A timeout reports nothing.
   */
  ended(batch: Handle, hasFailed: boolean, timedOut: boolean): void {
    const { runtime, recorder, config } = this;
    const { messages } = runtime;
    const first = messages.parent[batch]!;
    const count = messages.key[batch]!;
    const isPartial = hasFailed && config.reportBatchItemFailures && !timedOut;
    const isPoisoned = (messages.flags[batch]! & Flag.poison) !== 0;
    const unlucky = isPartial && !isPoisoned ? Math.floor(this.draws.next() * count) : -1;
    let failed = 0;
    let at = 0;
    for (let record = first; record !== NONE; at++) {
      const next = messages.next[record]!;
      const isBad = (messages.flags[record]! & Flag.poison) !== 0 || at === unlucky || (this.isFifo && failed > 0);
      const fails = isPartial ? isBad : hasFailed;
      if (fails) failed++;
      this.finish(record, fails);
      record = next;
    }
    recorder.countMany(Counter.failed, failed);
    recorder.countMany(Counter.served, count - failed);
    this.held -= count;
    this.inFlight--;
    this.poll();
  }

  private finish(record: Handle, fails: boolean): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    if ((messages.flags[record]! & Flag.traced) !== 0) {
      runtime.visit(record, this.index, messages.since[record]!, fails ? Answer.failed : Answer.taken);
    }
    if (!fails) recorder.endToEnd(runtime.now() - messages.born[record]!);
    runtime.settle(record, fails ? Answer.failed : Answer.taken);
  }

  private startRamp(): void {
    if (this.isRamping) return;
    this.isRamping = true;
    this.runtime.after(this.rampInterval, this.timers.ramp, 0);
  }

  /** One concurrent invocation more while full batches wait; one less where there is room to spare. */
  ramp(): void {
    this.isRamping = false;
    const isPressed = this.lastWasFull && this.inFlight >= this.allowed;
    if (isPressed && this.allowed < this.most) this.allow(this.allowed + 1);
    else if (!isPressed && this.inFlight < this.allowed && this.allowed > this.least) this.allow(this.allowed - 1);
    if (isPressed) this.poll();
    if (this.allowed > this.least) this.startRamp();
  }

  private allow(allowed: number): void {
    this.allowed = allowed;
    const pollers = Math.max(1, allowed / this.perPoller);
    this.polls?.resize(pollers * this.pollsPerPoller, pollers * this.pollsPerPoller);
    this.bytes?.resize(pollers * this.bytesPerPoller, pollers * this.bytesPerPoller);
  }

  /** Messages that the provisioned pollers may fetch now. */
  private affordable(want: number): number {
    if (this.polls!.level() < 1) return 0;
    return Math.min(want, Math.floor(this.bytes!.level() / this.recordSize));
  }

  private payFor(found: number): void {
    this.polls!.take();
    this.bytes!.takeMany(Math.min(found * this.recordSize, this.bytes!.level()));
  }

  private pollLater(): void {
    if (this.isPollPending) return;
    this.isPollPending = true;
    this.runtime.after(1 / this.pollsPerPoller, this.timers.poll, 0);
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
