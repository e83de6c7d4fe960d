/**
 * Who reads a stream for others in a run, an event source mapping or a pipe. Each shard is polled once a second (of a
 * table's stream, four times), or pushed to by enhanced fan-out; its records go by key into as many lanes as the
 * parallelization factor says, which `StreamBatches` hands out (lambda with-kinesis, eventbridge eb-pipes-kinesis).
 */
import * as Answer from './answer';
import * as Counter from './counter';
import * as Gauge from './gauge';
import * as Message from './message';
import type { BatchEnd, BatchInvoker, MappingTimers } from './queue-poller';
import {
  type ActorContext,
  type Handle,
  type Link,
  type Recorder,
  type Runtime,
  type Uniform,
  NONE,
} from './simulation';
import { StreamBatches } from './stream-batches';
import type { StreamReading } from './stream-reading';
import { Shard } from './stream-shards';

/** Delay of a push to an enhanced fan-out consumer, seconds (streams enhanced-consumers, 2026-11-23). */
const pushDelay = 0.07;
/** A read without throughput left blocks the shard for a second (streams service-sizes-and-limits, 2026-11-23). */
const blockedPause = 1;
/** Most records of one read (same source). */
const readLimit = 10_000;

export class StreamReader {
  private readonly connection: number;
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
  private readonly words: Int32Array;
  private readonly draws: Uniform;
  private readonly reading: StreamReading;
  private readonly timers: MappingTimers;
  private readonly invoker: BatchInvoker;
  private readonly factor: number;
  private readonly shards: Shard[] = [];
  private readonly batches: StreamBatches;
  private readonly fetched = new Int32Array(readLimit);

  constructor(
    context: Pick<ActorContext, 'index' | 'runtime' | 'recorder' | 'uniform'>,
    link: Link,
    reading: StreamReading,
    timers: MappingTimers,
    invoker: BatchInvoker,
  ) {
    this.reading = reading;
    this.timers = timers;
    this.invoker = invoker;
    this.connection = link.index;
    this.runtime = context.runtime;
    this.recorder = context.recorder;
    this.words = context.runtime.messages.words;
    this.draws = context.uniform(`mapping ${link.connection.id}`);
    this.factor = reading.parallelizationFactor;
    const refill = (shard: number): void => this.read(shard, this.shards[shard]!);
    this.batches = new StreamBatches(context, link, reading, timers, invoker, this.shards, this.draws, refill);
  }

  /** Records have come to a shard that was empty. */
  ready(shard: number): void {
    this.schedulePoll(shard);
  }

  private shardAt(index: number): Shard {
    while (this.shards.length <= index)
      this.shards.push(new Shard(this.factor, this.draws.next() * this.reading.pollInterval));
    return this.shards[index]!;
  }

  private schedulePoll(index: number): void {
    const shard = this.shardAt(index);
    shard.isDrained = false;
    if (shard.isPollPending) return;
    shard.isPollPending = true;
    const now = this.runtime.now();
    if (this.reading.isPushed) return this.runtime.after(pushDelay, this.timers.poll, index);
    if (shard.nextPoll <= now) {
      shard.nextPoll += Math.ceil((now - shard.nextPoll) / this.reading.pollInterval) * this.reading.pollInterval;
    }
    this.runtime.after(Math.max(0, shard.nextPoll - now), this.timers.poll, index);
  }

  pollAgain(index: number): void {
    const shard = this.shards[index]!;
    shard.isPollPending = false;
    shard.nextPoll = this.runtime.now() + this.reading.pollInterval;
    this.read(index, shard);
  }

  /** Reads as long as records are there and the lanes have room to buffer them, and starts what can be started. */
  private read(index: number, shard: Shard): void {
    if (this.invoker.isStopped) return;
    for (;;) {
      const room = this.bufferLimit() - shard.buffered;
      if (room <= 0) break;
      const found = this.runtime.fetch(this.connection, index, room, this.fetched);
      if (found < 0) {
        shard.isPollPending = true;
        this.runtime.after(blockedPause, this.timers.poll, index);
        break;
      }
      // Less than there was room for may be all that the shard's read limit allowed just now.
      shard.isDrained = found === 0;
      if (shard.isDrained) break;
      this.buffer(shard, found);
      for (const lane of shard.lanes) this.batches.dropExpired(shard, lane);
    }
    for (let lane = 0; lane < this.factor; lane++) this.batches.tryLane(index, lane);
  }

  private buffer(shard: Shard, found: number): void {
    const { words, fetched } = this;
    const before = shard.buffered;
    for (let i = 0; i < found; i++) {
      const record = fetched[i]!;
      words[record + Message.next] = NONE;
      // AWS does not follow work through a stream.
      words[record + Message.flags]! &= ~Message.PASSES;
      if (this.isLeftOut()) this.leaveOut(record);
      else this.batches.add(shard, record);
    }
    this.recorder.shift(Gauge.backlog, shard.buffered - before);
  }

  private isLeftOut(): boolean {
    const { filterShare } = this.reading;
    return filterShare < 1 && this.draws.next() >= filterShare;
  }

  private leaveOut(record: Handle): void {
    this.recorder.count(Counter.offered);
    this.recorder.count(Counter.filtered);
    this.runtime.settle(this.connection, record, Answer.taken);
  }

  /**
   * Most records of a shard that wait for their lanes. Several lanes share it: what is read goes by key, so that a buffer of
   * one batch for each would fill with records of busy lanes and leave others without.
   */
  private bufferLimit(): number {
    return this.factor === 1 ? Math.min(readLimit, this.batches.batchLimit()) : readLimit;
  }

  /** Reads again after a stop. */
  resume(): void {
    for (let shard = 0; shard < this.shards.length; shard++) {
      for (let lane = 0; lane < this.factor; lane++) this.batches.tryLane(shard, lane);
      this.schedulePoll(shard);
    }
  }

  windowOver(payload: number): void {
    this.batches.windowOver(payload);
  }

  throttleOver(batch: Handle): void {
    this.batches.throttleOver(batch);
  }

  ended(batch: Handle, end: BatchEnd): void {
    this.batches.ended(batch, end);
  }

  free(lane: number): void {
    this.batches.free(lane);
  }

  oldestAge(): number {
    return this.batches.oldestAge();
  }

  holding(): number {
    return this.batches.holding();
  }
}
