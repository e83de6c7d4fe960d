/**
 * A data stream as the source: each shard is read once a second, from what is written after the beginning
 * (firehose writing-with-kinesis-streams, 2026-11-23). What is read is the delivery stream's from then on.
 */
import * as Answer from '#shared/model/answer';
import * as Message from '#shared/model/message';
import { type Handle, NONE, type Runtime, type Timer, type Uniform } from '#shared/model/simulation';

const pollInterval = 1;
/** Most records of one read (streams service-sizes-and-limits, 2026-11-23). */
const readLimit = 10_000;
/** Most reads of a shard in a second (same source). */
const readsPerPoll = 5;

interface Shard {
  readonly connection: number;
  readonly lane: number;
  nextPoll: number;
  isPending: boolean;
}

/** Who reads: whether it has room at present, and what it makes of a record, which is its own. */
interface Reading {
  isReading(): boolean;
  take(record: Handle): void;
}

export class ShardPolls {
  private readonly runtime: Runtime;
  private readonly words: Int32Array;
  private readonly timer: Timer;
  private readonly draws: Uniform;
  private readonly shards: Shard[] = [];
  private readonly fetched = new Int32Array(readLimit);
  private readonly owner: Reading;

  constructor(runtime: Runtime, timer: Timer, draws: Uniform, owner: Reading) {
    this.runtime = runtime;
    this.words = runtime.messages.words;
    this.timer = timer;
    this.draws = draws;
    this.owner = owner;
  }

  /** There is something to read in a shard that was empty. */
  ready(connection: number, lane: number): void {
    let at = this.shards.findIndex((each) => each.connection === connection && each.lane === lane);
    if (at < 0) {
      at = this.shards.length;
      const phase = this.draws.next() * pollInterval;
      this.shards.push({ connection, lane, nextPoll: this.runtime.now() + phase, isPending: false });
    }
    this.schedule(at);
  }

  private schedule(at: number): void {
    const shard = this.shards[at]!;
    if (shard.isPending) return;
    shard.isPending = true;
    this.runtime.after(Math.max(0, shard.nextPoll - this.runtime.now()), this.timer, at);
  }

  poll(at: number): void {
    const shard = this.shards[at]!;
    shard.isPending = false;
    shard.nextPoll = this.runtime.now() + pollInterval;
    for (let reads = 0; reads < readsPerPoll; reads++) {
      if (!this.owner.isReading()) break;
      const found = this.runtime.fetch(shard.connection, shard.lane, readLimit, this.fetched);
      if (found === 0) return;
      if (found < 0) break;
      this.hand(shard.connection, found);
    }
    // There may be more.
    this.schedule(at);
  }

  private hand(connection: number, found: number): void {
    const { runtime, words, fetched } = this;
    for (let i = 0; i < found; i++) {
      const read = fetched[i]!;
      const record = runtime.create(read);
      words[record + Message.parent] = NONE;
      words[read + Message.next] = i + 1 < found ? fetched[i + 1]! : NONE;
      this.owner.take(record);
    }
    runtime.settle(connection, fetched[0]!, Answer.taken);
  }
}
