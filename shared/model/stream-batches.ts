/**
 * What has been read of a stream in a run, handed out: records wait in the lane of their key, and each lane has one batch
 * at work at a time. A failing batch holds its lane until it succeeds, is given up, or its records are too old
 * (lambda with-kinesis, eventbridge eb-pipes-kinesis).
 *
 * Assumed, because AWS does not say: 1 s between attempts.
 */
import type { Terms } from './contract';
import * as Answer from './answer';
import * as Counter from './counter';
import * as Gauge from './gauge';
import * as Message from './message';
import { type BatchEnd, type BatchInvoker, type MappingTimers, NOT_TAKEN } from './queue-poller';
import {
  type ActorContext,
  type Handle,
  type Link,
  NONE,
  type Recorder,
  type Runtime,
  type Uniform,
} from './simulation';
import type { StreamReading } from './stream-reading';
import { type Shard, type StreamLane, Window } from './stream-shards';

/** Pause before a failed or throttled batch is tried again, seconds: an assumption. */
const retryPause = 1;

export class StreamBatches {
  private readonly index: number;
  private readonly connection: number;
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
  private readonly words: Int32Array;
  private readonly times: Float64Array;
  private readonly draws: Uniform;
  private readonly reading: StreamReading;
  private readonly timers: MappingTimers;
  private readonly invoker: BatchInvoker;
  private readonly shards: readonly Shard[];
  private readonly refill: (shard: number) => void;
  private readonly factor: number;
  private readonly mostAge: number;
  private recordSize = 1;
  private held = 0;

  /**
   * @param draws shared with who reads
   * @param refill reads on, where a shard has more
   */
  constructor(
    context: Pick<ActorContext, 'index' | 'runtime' | 'recorder'>,
    link: Link,
    reading: StreamReading,
    timers: MappingTimers,
    invoker: BatchInvoker,
    shards: readonly Shard[],
    draws: Uniform,
    refill: (shard: number) => void,
  ) {
    this.reading = reading;
    this.timers = timers;
    this.invoker = invoker;
    this.shards = shards;
    this.refill = refill;
    this.index = context.index;
    this.connection = link.index;
    this.runtime = context.runtime;
    this.recorder = context.recorder;
    this.words = context.runtime.messages.words;
    this.times = context.runtime.messages.times;
    this.draws = draws;
    this.factor = reading.parallelizationFactor;
    const { retention } = link.connection.from.terms as Terms<'read-shards'>;
    this.mostAge = Math.min(retention, reading.maximumRecordAge ?? Infinity);
  }

  /** Puts a record behind the others of the lane of its key. */
  add(shard: Shard, record: Handle): void {
    const { words } = this;
    this.recordSize = Math.max(1, words[record + Message.size]!);
    // By the upper bits of a hash: the shard was chosen by the lower ones of another.
    const hash = this.factor === 1 ? 0 : Math.imul(words[record + Message.key]! + 1, 0x9e3779b1) >>> 8;
    const lane = shard.lanes[hash % this.factor]!;
    words[record + Message.next] = NONE;
    words[record + Message.mark] = 0;
    words[record + Message.tries] = 0;
    if (lane.count === 0) lane.first = record;
    else words[lane.last + Message.next] = record;
    lane.last = record;
    lane.count++;
    shard.buffered++;
  }

  /** Records of a full batch. */
  batchLimit(): number {
    return Math.max(1, Math.min(this.reading.batchSize, Math.floor(this.reading.batchBytes / this.recordSize)));
  }

  /** Starts the lane's next batch where it is idle and its batch is full or its window over. */
  tryLane(shardIndex: number, laneIndex: number): void {
    const shard = this.shards[shardIndex]!;
    const lane = shard.lanes[laneIndex]!;
    this.dropExpired(shard, lane);
    if (lane.isBusy || lane.count === 0 || this.invoker.isStopped) return;
    const { words } = this;
    const isRetry = words[lane.first + Message.mark]! > 0;
    if (!isRetry && this.reading.batchingWindow > 0 && lane.count < this.batchLimit() && lane.window !== Window.over) {
      if (lane.window === Window.closed) this.openWindow(shardIndex, laneIndex, lane);
      return;
    }
    this.start(shardIndex, laneIndex, shard, lane);
  }

  private openWindow(shardIndex: number, laneIndex: number, lane: StreamLane): void {
    lane.window = Window.open;
    this.runtime.after(
      this.reading.batchingWindow,
      this.timers.window,
      this.payload(shardIndex, laneIndex, lane.round),
    );
  }

  /** Shard, lane and the low bits of the round in one payload. */
  private payload(shardIndex: number, laneIndex: number, round: number): number {
    return ((shardIndex * this.factor + laneIndex) << 6) | (round & 63);
  }

  windowOver(payload: number): void {
    const at = payload >> 6;
    const shardIndex = Math.floor(at / this.factor);
    const lane = this.shards[shardIndex]!.lanes[at % this.factor]!;
    if ((lane.round & 63) !== (payload & 63)) return;
    lane.window = Window.over;
    this.tryLane(shardIndex, at % this.factor);
  }

  private start(shardIndex: number, laneIndex: number, shard: Shard, lane: StreamLane): void {
    const { runtime, words } = this;
    const { first } = lane;
    const isFresh = words[first + Message.mark] === 0;
    const limit = isFresh ? this.batchLimit() : words[first + Message.mark]!;
    const batch = runtime.create(first);
    let last = first;
    let count = 1;
    while (count < limit && words[last + Message.next]! !== NONE) {
      last = words[last + Message.next]!;
      words[batch + Message.flags]! |= words[last + Message.flags]! & Message.POISON;
      count++;
    }
    lane.first = words[last + Message.next]!;
    lane.count -= count;
    words[last + Message.next] = NONE;
    lane.isBusy = true;
    lane.round++;
    lane.window = Window.closed;
    shard.buffered -= count;
    if (isFresh) this.takeIn(count);
    words[batch + Message.connection] = this.connection;
    words[batch + Message.parent] = first;
    // Of a batch, `tries` is the number of its records and `key` the number of its lane; attempts are the first record's.
    words[batch + Message.tries] = count;
    words[batch + Message.key] = shardIndex * this.factor + laneIndex;
    lane.atWork = first;
    this.invoke(batch);
  }

  /** Records are offered when they first come to an execution, or get too old before. */
  private takeIn(count: number): void {
    this.recorder.countMany(Counter.offered, count);
    this.held += count;
  }

  private invoke(batch: Handle): void {
    const count = this.words[batch + Message.tries]!;
    if (this.invoker.invokeBatch(batch, count)) this.recorder.shift(Gauge.backlog, -count);
    // Throttles do not use up attempts.
    else this.runtime.after(retryPause, this.timers.throttled, batch);
  }

  throttleOver(batch: Handle): void {
    const { words, times } = this;
    const first = words[batch + Message.parent]!;
    if (this.runtime.now() - times[(first >> 1) + Message.since]! <= this.mostAge) {
      this.recorder.count(Counter.retries);
      return this.invoke(batch);
    }
    // Too old by now: give the records up one by one as their age says, and go on.
    const count = words[batch + Message.tries]!;
    const lane = words[batch + Message.key]!;
    this.recorder.shift(Gauge.backlog, -count);
    this.putBack(lane, first, count, words[first + Message.tries]!, 0);
    this.runtime.release(batch);
    this.free(lane);
  }

  /** A batch ran to its end. What was refused for want of room uses up no attempt. */
  ended(batch: Handle, end: BatchEnd): void {
    const { runtime, recorder, reading, words } = this;
    const first = words[batch + Message.parent]!;
    const count = words[batch + Message.tries]!;
    const lane = words[batch + Message.key]!;
    if (end === 'done') {
      this.succeed(first, count);
      return this.free(lane);
    }
    const isRefused = end === 'refused' || end === 'refused in part';
    const attempts = words[first + Message.tries]! + (isRefused ? 0 : 1);
    let rest = first;
    let left = count;
    if (end === 'refused in part') {
      rest = this.keepMarked(first);
      left = this.lengthOf(rest);
    } else if (end === 'one failed') {
      // What came before the first bad record is done.
      const good = this.goodBefore(first, count, (words[batch + Message.flags]! & Message.POISON) !== 0);
      rest = this.succeed(first, good);
      left = count - good;
    }
    if (isRefused) {
      recorder.count(Counter.retries);
      this.putBack(lane, rest, left, attempts, 0);
    } else if (reading.bisectBatchOnError && left > 1) {
      recorder.count(Counter.retries);
      this.putBack(lane, rest, left, attempts - 1, Math.ceil(left / 2));
    } else if (reading.maximumRetryAttempts !== undefined && attempts > reading.maximumRetryAttempts) {
      this.giveUp(rest, left);
      return this.free(lane);
    } else {
      recorder.count(Counter.retries);
      this.putBack(lane, rest, left, Math.min(attempts, 65_535), 0);
    }
    // The lane stays busy until the pause is over.
    runtime.after(retryPause, this.timers.ramp, lane);
  }

  /** Ends the records of a chain that are not marked well; returns the chain of the others. */
  private keepMarked(chain: Handle): Handle {
    const { words } = this;
    let kept: Handle = NONE;
    let last: Handle = NONE;
    let next: Handle;
    for (let record = chain; record !== NONE; record = next) {
      next = words[record + Message.next]!;
      words[record + Message.next] = NONE;
      if ((words[record + Message.flags]! & NOT_TAKEN) === 0) {
        this.succeed(record, 1);
        continue;
      }
      words[record + Message.flags]! &= ~NOT_TAKEN;
      if (kept === NONE) kept = record;
      else words[last + Message.next] = record;
      last = record;
    }
    return kept;
  }

  private lengthOf(chain: Handle): number {
    let length = 0;
    for (let record = chain; record !== NONE; record = this.words[record + Message.next]!) length++;
    return length;
  }

  private goodBefore(first: Handle, count: number, isPoisoned: boolean): number {
    if (!isPoisoned) return Math.floor(this.draws.next() * count);
    const { words } = this;
    let good = 0;
    let record = first;
    while ((words[record + Message.flags]! & Message.POISON) === 0) {
      good++;
      record = words[record + Message.next]!;
    }
    return good;
  }

  /** Ends the first `count` records of a chain well; returns the one after them. */
  private succeed(first: Handle, count: number): Handle {
    if (count === 0) return first;
    const { recorder, words, times } = this;
    const now = this.runtime.now();
    let last: Handle = NONE;
    let record = first;
    for (let i = 0; i < count; i++) {
      recorder.endToEnd(now - times[(record >> 1) + Message.born]!);
      last = record;
      record = words[record + Message.next]!;
    }
    recorder.countMany(Counter.served, count);
    this.finish(first, last, count, Answer.taken);
    return record;
  }

  /** Hands the chain from `first` to `last` back. */
  private finish(first: Handle, last: Handle, count: number, answer: Answer.Code): void {
    const { runtime, words } = this;
    this.held -= count;
    words[last + Message.next] = NONE;
    for (let record = first; record !== NONE; record = words[record + Message.next]!) {
      if ((words[record + Message.flags]! & Message.TRACED) === 0) continue;
      runtime.visit(record, this.index, this.times[(record >> 1) + Message.since]!, answer);
    }
    runtime.settle(this.connection, first, answer);
  }

  /** Puts records back at the front of their lane, to be tried as one batch of `count`, or in two parts. */
  private putBack(at: number, first: Handle, count: number, tries: number, firstPart: number): void {
    const { words } = this;
    const shard = this.shards[Math.floor(at / this.factor)]!;
    const lane = shard.lanes[at % this.factor]!;
    let last = first;
    for (let i = 1; i < count; i++) {
      words[last + Message.mark] = 0;
      last = words[last + Message.next]!;
      if (i === firstPart) {
        words[last + Message.mark] = count - firstPart;
        words[last + Message.tries] = tries;
      }
    }
    words[first + Message.mark] = firstPart > 0 ? firstPart : count;
    words[first + Message.tries] = tries;
    words[last + Message.next] = lane.first;
    if (lane.count === 0) lane.last = last;
    lane.first = first;
    lane.atWork = NONE;
    lane.count += count;
    shard.buffered += count;
    this.recorder.shift(Gauge.backlog, count);
  }

  /** A lane's batch is done with, or the pause after its failure is over. */
  free(at: number): void {
    const shardIndex = Math.floor(at / this.factor);
    const lane = this.shards[shardIndex]!.lanes[at % this.factor]!;
    lane.isBusy = false;
    lane.atWork = NONE;
    this.goOn(shardIndex, at % this.factor);
  }

  private goOn(shardIndex: number, laneIndex: number): void {
    const shard = this.shards[shardIndex]!;
    this.dropExpired(shard, shard.lanes[laneIndex]!);
    if (shard.isDrained || shard.isPollPending) this.tryLane(shardIndex, laneIndex);
    else this.refill(shardIndex);
  }

  /** Gives up the first `count` records of a chain. */
  private giveUp(first: Handle, count: number): void {
    const { runtime, recorder, words } = this;
    for (const destination of this.reading.destinations) {
      const notice = runtime.create(first);
      if (runtime.send(destination, notice) > Answer.pending) runtime.release(notice);
    }
    let last = first;
    for (let i = 1; i < count; i++) last = words[last + Message.next]!;
    this.finish(first, last, count, Answer.failed);
    recorder.countMany(this.reading.destinations.length > 0 ? Counter.deadLettered : Counter.lost, count);
  }

  /** Records past their age, at the front of an idle lane. */
  dropExpired(shard: Shard, lane: StreamLane): void {
    if (lane.isBusy) return;
    const { runtime, words, times } = this;
    while (lane.count > 0 && runtime.now() - times[(lane.first >> 1) + Message.since]! > this.mostAge) {
      const record = lane.first;
      const segment = words[record + Message.mark]!;
      lane.first = words[record + Message.next]!;
      lane.count--;
      shard.buffered--;
      if (segment > 1) {
        words[lane.first + Message.mark] = segment - 1;
        words[lane.first + Message.tries] = words[record + Message.tries]!;
      }
      if (segment === 0) this.takeIn(1);
      this.recorder.shift(Gauge.backlog, -1);
      this.giveUp(record, 1);
    }
  }

  /** Age of the oldest record that a lane holds or works on: the iterator age, seconds. */
  oldestAge(): number {
    const { times } = this;
    let oldest = Infinity;
    for (const { lanes } of this.shards) {
      for (const lane of lanes) {
        const record = lane.atWork === NONE ? lane.first : lane.atWork;
        if (lane.atWork !== NONE || lane.count > 0) oldest = Math.min(oldest, times[(record >> 1) + Message.since]!);
      }
    }
    return oldest === Infinity ? 0 : this.runtime.now() - oldest;
  }

  /** Records that have come to an execution and have not ended. */
  holding(): number {
    return this.held;
  }
}
