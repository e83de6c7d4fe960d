/**
 * A stream in a run: writes within each shard's limits, and for each reader a line of unread records a shard.
 *
 * Units: records. Served counts records read to the end by a reader, once for each reader; a stream that nobody reads
 * serves what it takes. Lost counts records whose retention ended before a reader fetched them.
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
  NONE,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { StreamConfig } from './config';

/** Kinds of timers. */
const RETENTION_OVER = 0;
const RESCALE = 1;

/** Keys per shard from which on a key's place is as good as drawn anew for each record. */
const manyKeys = 20_000;
/** How often an on-demand stream looks at its load (streams how-do-i-size-a-stream: within 15 minutes), seconds. */
const scaleInterval = 900;
/** Shards that a new on-demand stream has, by its 4 MB/s (same page). */
const leastOnDemand = 4;

/** One reader: an unread line for each shard, and its own or the shared read limit. */
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

export class StreamActor extends Actor {
  private readonly config: StreamConfig;
  private readonly readers: readonly Reader[];
  private readonly draws: Uniform;
  private readonly keys: Uniform | undefined;
  private readonly records: Bucket[] = [];
  private readonly bytes: Bucket[] = [];
  private readonly sharedReads: Bucket[] = [];
  private readonly bucket: ActorContext['bucket'];
  private readonly recordLimit: number;
  private readonly byteLimit: number;
  private readonly readLimit: number;
  private readonly fanOutLimit: number;
  private readonly retentionOver: Timer;
  private readonly scale: Timer;
  private shards: number;
  private writtenRecords = 0;
  private writtenBytes = 0;
  private hotShare = 0;
  private isStopped = false;
  private unread = 0;
  private handedOut = 0;
  private isRetentionArmed = false;

  constructor(context: ActorContext<StreamConfig>) {
    super(context);
    const { config } = context.resource;
    this.config = config;
    this.readers = context.outbound.map(
      ({ index, connection }) => new Reader(index, connection.kind.reads?.(connection.config) === 'dedicated'),
    );
    this.draws = context.uniform('records');
    this.keys = config.keySkew === 'zipf' ? context.zipf('keys', config.partitionKeys) : undefined;
    this.bucket = (rate, burst) => context.bucket(rate, burst);
    this.recordLimit = context.quota('kinesis/shard-records');
    this.byteLimit = context.quota('kinesis/shard-bytes');
    this.readLimit = context.quota('kinesis/shard-read-bytes');
    this.fanOutLimit = context.quota('kinesis/fan-out-bytes');
    this.retentionOver = context.timer(RETENTION_OVER);
    this.scale = context.timer(RESCALE);
    this.shards = config.mode === 'provisioned' ? config.shards : this.onDemandShards(0, config.peakBytes ?? 0);
    for (const reader of this.readers) reader.resize(this.shards);
  }

  /** Room for twice the peak. */
  private onDemandShards(peakRecords: number, peakBytes: number): number {
    const needed = Math.max((2 * peakRecords) / this.recordLimit, (2 * peakBytes) / this.byteLimit);
    return Math.max(leastOnDemand, Math.ceil(needed));
  }

  override start(): void {
    if (this.config.mode === 'on-demand') this.runtime.after(scaleInterval, this.scale, 0);
  }

  override receive(record: Handle): Answer.Code {
    const { runtime, recorder, words, readers } = this;
    // Each reader has its own copy to read to the end: a stream with two readers is offered two.
    const copies = readers.length > 1 ? readers.length : 1;
    recorder.countMany(Counter.offered, copies);
    const key = this.keyOf(words[record + Message.key]!);
    const shard = this.shardOf(key);
    const size = words[record + Message.size]!;
    if (!this.admits(shard, size)) {
      recorder.countMany(Counter.throttled, copies);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    this.writtenRecords++;
    this.writtenBytes += size;
    words[record + Message.key] = key;
    if (readers.length === 0) {
      recorder.count(Counter.served);
      runtime.release(record);
      return Answer.taken;
    }
    for (let at = 1; at < readers.length; at++) this.append(readers[at]!, shard, runtime.create(record));
    this.append(readers[0]!, shard, record);
    return Answer.taken;
  }

  private keyOf(given: number): number {
    const { partitionKeys, keySkew } = this.config;
    if (given >= 0) return given % partitionKeys;
    if (keySkew === 'single' || (this.hotShare > 0 && this.draws.next() < this.hotShare)) return 0;
    if (this.keys) return this.keys.next();
    return Math.floor(this.draws.next() * partitionKeys);
  }

  /** By a hash of the key, as Kinesis does by MD5. */
  private shardOf(key: number): number {
    if (this.shards === 1) return 0;
    const { partitionKeys, keySkew } = this.config;
    if (keySkew === 'uniform' && key !== 0 && partitionKeys / this.shards > manyKeys) return key % this.shards;
    let h = Math.imul(key + 1, 0x9e3779b1);
    h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0) % this.shards;
  }

  private admits(shard: number, size: number): boolean {
    const records = (this.records[shard] ??= this.bucket(this.recordLimit, this.recordLimit));
    const bytes = (this.bytes[shard] ??= this.bucket(this.byteLimit, this.byteLimit));
    if (!records.takeMany(1)) return false;
    if (bytes.takeMany(Math.min(size, this.byteLimit))) return true;
    records.putBack(1);
    return false;
  }

  private append(reader: Reader, shard: number, copy: Handle): void {
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

  override fetch(connection: number, shard: number, most: number, into: Int32Array): number {
    const { words, recorder } = this;
    if (this.isStopped) return 0;
    const reader =
      this.readers.length === 1 ? this.readers[0]! : this.readers.find(({ index }) => index === connection)!;
    const limit = this.readBucket(reader, shard);
    let found = 0;
    let copy = reader.heads[shard]!;
    while (copy !== NONE && found < most) {
      if (!limit.takeMany(Math.min(this.readLimit, words[copy + Message.size]!))) break;
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

  private readBucket(reader: Reader, shard: number): Bucket {
    if (reader.isAlone) return (reader.reads[shard] ??= this.bucket(this.fanOutLimit, this.fanOutLimit));
    return (this.sharedReads[shard] ??= this.bucket(this.readLimit, this.readLimit));
  }

  /** What the reader gave up is counted there: here it was read. */
  override settled(first: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words, times } = this;
    const now = runtime.now();
    let count = 0;
    for (let copy = first; copy !== NONE; count++) {
      const next = words[copy + Message.next]!;
      if (answer === Answer.taken) recorder.latency(now - times[(copy >> 1) + Message.since]!);
      runtime.release(copy);
      copy = next;
    }
    this.handedOut -= count;
    recorder.countMany(Counter.served, count);
    recorder.shift(Gauge.inFlight, -count);
  }

  override wake(kind: number): void {
    if (kind === RESCALE) {
      this.rescale();
      return;
    }
    this.isRetentionArmed = false;
    this.expire();
    this.armRetention();
  }

  /** An on-demand stream makes room for twice its recent load; it is not seen to shrink within a run. */
  private rescale(): void {
    const wanted = this.onDemandShards(this.writtenRecords / scaleInterval, this.writtenBytes / scaleInterval);
    if (wanted > this.shards) {
      this.shards = wanted;
      for (const reader of this.readers) reader.resize(wanted);
    }
    this.writtenRecords = 0;
    this.writtenBytes = 0;
    this.runtime.after(scaleInterval, this.scale, 0);
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
    const left = this.times[(oldest >> 1) + Message.since]! + this.config.retention - this.runtime.now();
    this.runtime.after(Math.max(0, left), this.retentionOver, 0);
  }

  private expire(): void {
    const { runtime, recorder, words, times } = this;
    const limit = runtime.now() - this.config.retention * (1 - 1e-12);
    for (const { heads } of this.readers) {
      for (let shard = 0; shard < heads.length; shard++) {
        let copy = heads[shard]!;
        while (copy !== NONE && times[(copy >> 1) + Message.since]! <= limit) {
          const next = words[copy + Message.next]!;
          runtime.release(copy);
          recorder.count(Counter.lost);
          recorder.shift(Gauge.backlog, -1);
          this.unread--;
          copy = next;
        }
        heads[shard] = copy;
      }
    }
  }

  override oldestAge(): number {
    const oldest = this.oldest();
    return oldest === NONE ? 0 : this.runtime.now() - this.times[(oldest >> 1) + Message.since]!;
  }

  override held(): number {
    return this.unread + this.handedOut;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'hot-key') this.hotShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') {
      this.isStopped = disturbance.stopped;
      if (this.isStopped) return;
      for (const { index, heads } of this.readers) {
        heads.forEach((head, shard) => {
          if (head !== NONE) this.runtime.ready(index, shard);
        });
      }
    }
  }
}

export function actor(context: ActorContext<StreamConfig>): Actor {
  return new StreamActor(context);
}
