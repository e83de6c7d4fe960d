/**
 * The unread records of a stream in a run: for each reader a line a shard, within the reader's read limits. A part of
 * the actors of all services whose shards are read.
 */
import * as Gauge from './gauge';
import * as Message from './message';
import {
  type ActorContext,
  type Bucket,
  type Handle,
  NONE,
  type Recorder,
  type Runtime,
  type Timer,
} from './simulation';

export interface ShardLinesOptions {
  /** Seconds for which a record stays readable. */
  readonly retention: number;
  readonly shards: number;
  /** Fires when the oldest record may have expired; the actor then calls `retentionIsOver`. */
  readonly retentionOver: Timer;
  /** Bytes a second that a shard gives to all shared readers together, and to each that reads alone; Infinity for no limit. */
  readonly sharedRead: number;
  readonly dedicatedRead: number;
}

/** One reader: an unread line for each shard, and its own read limits where it does not share. */
class Reader {
  readonly index: number;
  readonly isAlone: boolean;
  heads = new Int32Array(0);
  tails = new Int32Array(0);
  readonly reads: Bucket[] = [];

  constructor(index: number, isAlone: boolean) {
    this.index = index;
    this.isAlone = isAlone;
  }

  /** Makes room for shards: their number only grows. */
  resize(shards: number): void {
    const { heads, tails } = this;
    this.heads = new Int32Array(shards).fill(NONE);
    this.heads.set(heads);
    this.tails = new Int32Array(shards).fill(NONE);
    this.tails.set(tails);
  }
}

export class ShardLines {
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
  private readonly words: Int32Array;
  private readonly times: Float64Array;
  private readonly options: ShardLinesOptions;
  private readonly readers: readonly Reader[];
  private readonly bucket: ActorContext['bucket'];
  private readonly sharedReads: Bucket[] = [];
  private isStopped = false;
  private unread = 0;
  private handedOut = 0;
  private isRetentionArmed = false;

  constructor(context: Pick<ActorContext, 'runtime' | 'recorder' | 'outbound' | 'bucket'>, options: ShardLinesOptions) {
    this.runtime = context.runtime;
    this.recorder = context.recorder;
    this.words = context.runtime.messages.words;
    this.times = context.runtime.messages.times;
    this.options = options;
    this.readers = context.outbound
      .filter(({ connection }) => connection.from.contract === 'read-shards')
      .map(({ index, connection }) => new Reader(index, connection.kind.reads?.(connection.config) === 'dedicated'));
    this.bucket = (rate, burst) => context.bucket(rate, burst);
    this.resize(options.shards);
  }

  get readerCount(): number {
    return this.readers.length;
  }

  resize(shards: number): void {
    for (const reader of this.readers) reader.resize(shards);
  }

  /** Puts a record at the end of its shard for every reader; the record is the first reader's copy. */
  append(shard: number, record: Handle): void {
    const { readers } = this;
    for (let at = 1; at < readers.length; at++) this.line(readers[at]!, shard, this.runtime.create(record));
    this.line(readers[0]!, shard, record);
  }

  private line(reader: Reader, shard: number, copy: Handle): void {
    const { runtime, words } = this;
    this.times[(copy >> 1) + Message.since] = runtime.now();
    words[copy + Message.next] = NONE;
    const head = reader.heads[shard]!;
    if (head === NONE) reader.heads[shard] = copy;
    else words[reader.tails[shard]! + Message.next] = copy;
    reader.tails[shard] = copy;
    this.unread++;
    this.recorder.shift(Gauge.backlog, 1);
    if (!this.isRetentionArmed) this.armRetention();
    if (head === NONE && !this.isStopped) runtime.ready(reader.index, shard);
  }

  /** See `Actor.fetch`. */
  fetch(connection: number, shard: number, most: number, into: Int32Array): number {
    const { words, recorder } = this;
    if (this.isStopped) return 0;
    const reader =
      this.readers.length === 1 ? this.readers[0]! : this.readers.find(({ index }) => index === connection)!;
    const limit = this.readBucket(reader, shard);
    let found = 0;
    let copy = reader.heads[shard]!;
    while (copy !== NONE && found < most) {
      const isGiven = limit?.takeMany(Math.min(this.options.sharedRead, words[copy + Message.size]!)) ?? true;
      if (!isGiven) break;
      into[found++] = copy;
      copy = words[copy + Message.next]!;
    }
    reader.heads[shard] = copy;
    if (found === 0) return copy === NONE ? 0 : -1;
    this.unread -= found;
    this.handedOut += found;
    recorder.shift(Gauge.backlog, -found);
    recorder.shift(Gauge.inFlight, found);
    return found;
  }

  private readBucket(reader: Reader, shard: number): Bucket | undefined {
    const { sharedRead, dedicatedRead } = this.options;
    if ((reader.isAlone ? dedicatedRead : sharedRead) === Infinity) return undefined;
    if (reader.isAlone) return (reader.reads[shard] ??= this.bucket(dedicatedRead, dedicatedRead));
    return (this.sharedReads[shard] ??= this.bucket(sharedRead, sharedRead));
  }

  /** Records that a reader is done with; answers how many. `each` sees every one before it goes. */
  settled(first: Handle, each: (copy: Handle) => void): number {
    const { runtime, words } = this;
    let count = 0;
    for (let copy = first; copy !== NONE; count++) {
      const next = words[copy + Message.next]!;
      each(copy);
      runtime.release(copy);
      copy = next;
    }
    this.handedOut -= count;
    this.recorder.shift(Gauge.inFlight, -count);
    return count;
  }

  /** Deletes what has expired unread; answers how many records. */
  retentionIsOver(): number {
    this.isRetentionArmed = false;
    const expired = this.expire();
    this.armRetention();
    return expired;
  }

  private oldest(): Handle {
    const { times } = this;
    let oldest: Handle = NONE;
    for (const { heads } of this.readers) {
      for (const head of heads) {
        if (head === NONE) continue;
        if (oldest === NONE || times[(head >> 1) + Message.since]! < times[(oldest >> 1) + Message.since]!)
          oldest = head;
      }
    }
    return oldest;
  }

  private armRetention(): void {
    const oldest = this.oldest();
    if (oldest === NONE) return;
    this.isRetentionArmed = true;
    const left = this.times[(oldest >> 1) + Message.since]! + this.options.retention - this.runtime.now();
    this.runtime.after(Math.max(0, left), this.options.retentionOver, 0);
  }

  private expire(): number {
    const { runtime, recorder, words, times } = this;
    const limit = runtime.now() - this.options.retention * (1 - 1e-12);
    let expired = 0;
    for (const { heads } of this.readers) {
      for (let shard = 0; shard < heads.length; shard++) {
        let copy = heads[shard]!;
        while (copy !== NONE && times[(copy >> 1) + Message.since]! <= limit) {
          const next = words[copy + Message.next]!;
          runtime.release(copy);
          recorder.shift(Gauge.backlog, -1);
          this.unread--;
          expired++;
          copy = next;
        }
        heads[shard] = copy;
      }
    }
    return expired;
  }

  /** Age of the oldest unread record, seconds. */
  oldestAge(): number {
    const oldest = this.oldest();
    return oldest === NONE ? 0 : this.runtime.now() - this.times[(oldest >> 1) + Message.since]!;
  }

  /** Copies unread or with a reader. */
  held(): number {
    return this.unread + this.handedOut;
  }

  /** Stops giving records out, or starts again. */
  stop(isStopped: boolean): void {
    this.isStopped = isStopped;
    if (isStopped) return;
    for (const { index, heads } of this.readers) {
      heads.forEach((head, shard) => {
        if (head !== NONE) this.runtime.ready(index, shard);
      });
    }
  }
}
