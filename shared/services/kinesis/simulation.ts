/**
 * A stream in a run: writes within each shard's limits, and for each reader a line of unread records a shard.
 *
 * Units: records. Served counts records read to the end by a reader, once for each reader; a stream that nobody reads
 * serves what it takes. Lost counts records whose retention ended before a reader fetched them.
 */
import {
  Actor,
  type ActorContext,
  Answer,
  type Bucket,
  Counter,
  type Disturbance,
  Gauge,
  type Handle,
  NONE,
  type Recorder,
  type Runtime,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { StreamConfig } from './config';

const Kind = { retention: 0, scale: 1 } as const;

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
  readonly heads: Handle[] = [];
  readonly tails: Handle[] = [];
  readonly reads: Bucket[] = [];
  constructor(index: number, isAlone: boolean) {
    this.index = index;
    this.isAlone = isAlone;
  }
}

export class StreamActor extends Actor {
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
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
    super();
    const { config } = context.resource;
    this.runtime = context.runtime;
    this.recorder = context.recorder;
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
    this.retentionOver = context.timer(Kind.retention);
    this.scale = context.timer(Kind.scale);
    this.shards = config.mode === 'provisioned' ? config.shards : this.onDemandShards(0, config.peakBytes ?? 0);
  }

  /** Room for twice the peak. */
  private onDemandShards(peakRecords: number, peakBytes: number): number {
    const needed = Math.max((2 * peakRecords) / this.recordLimit, (2 * peakBytes) / this.byteLimit);
    return Math.max(leastOnDemand, Math.ceil(needed));
  }

  override start(): void {
    if (this.config.mode === 'on-demand') this.runtime.after(scaleInterval, this.scale, 0);
  }

  override receive(record: Handle): Answer {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    // Each reader has its own copy to read to the end: a stream with two readers is offered two.
    const copies = Math.max(1, this.readers.length);
    recorder.countMany(Counter.offered, copies);
    const key = this.keyOf(messages.key[record]!);
    const shard = this.shardOf(key);
    const size = messages.size[record]!;
    if (!this.admits(shard, size)) {
      recorder.countMany(Counter.throttled, copies);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    this.writtenRecords++;
    this.writtenBytes += size;
    messages.key[record] = key;
    if (this.readers.length === 0) recorder.count(Counter.served);
    for (const reader of this.readers) this.append(reader, shard, record);
    runtime.release(record);
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
    if (records.level() < 1 || bytes.level() < Math.min(size, this.byteLimit)) return false;
    records.take();
    bytes.takeMany(Math.min(size, this.byteLimit));
    return true;
  }

  private append(reader: Reader, shard: number, record: Handle): void {
    const { runtime } = this;
    const { messages } = runtime;
    const copy = runtime.create(record);
    messages.parent[copy] = NONE;
    messages.connection[copy] = reader.index;
    messages.since[copy] = runtime.now();
    messages.next[copy] = NONE;
    const head = reader.heads[shard] ?? NONE;
    if (head === NONE) reader.heads[shard] = copy;
    else messages.next[reader.tails[shard]!] = copy;
    reader.tails[shard] = copy;
    this.unread++;
    this.recorder.shift(Gauge.backlog, 1);
    this.armRetention();
    if (head === NONE && !this.isStopped) runtime.ready(reader.index, shard);
  }

  override fetch(connection: number, shard: number, most: number, into: Int32Array): number {
    const { runtime } = this;
    const { messages } = runtime;
    if (this.isStopped) return 0;
    const reader = this.readers.find(({ index }) => index === connection)!;
    const limit = this.readBucket(reader, shard);
    let found = 0;
    for (let copy = reader.heads[shard] ?? NONE; copy !== NONE && found < most;) {
      if (!limit.takeMany(messages.size[copy]!)) break;
      into[found++] = copy;
      copy = messages.next[copy]!;
      reader.heads[shard] = copy;
    }
    if (found === 0 && (reader.heads[shard] ?? NONE) !== NONE) return -1;
    this.unread -= found;
    this.handedOut += found;
    this.recorder.shift(Gauge.backlog, -found);
    this.recorder.shift(Gauge.inFlight, found);
    return found;
  }

  private readBucket(reader: Reader, shard: number): Bucket {
    if (reader.isAlone) return (reader.reads[shard] ??= this.bucket(this.fanOutLimit, this.fanOutLimit));
    return (this.sharedReads[shard] ??= this.bucket(this.readLimit, this.readLimit));
  }

  override settled(copy: Handle, answer: Answer): void {
    const { runtime, recorder } = this;
    this.handedOut--;
    recorder.shift(Gauge.inFlight, -1);
    // What the reader gave up is counted there: here it was read.
    recorder.count(Counter.served);
    if (answer === Answer.taken) recorder.latency(runtime.now() - runtime.messages.since[copy]!);
    runtime.release(copy);
  }

  override wake(kind: number): void {
    if (kind === Kind.scale) return this.rescale();
    this.isRetentionArmed = false;
    this.expire();
    this.armRetention();
  }

  /** An on-demand stream makes room for twice its recent load; it is not seen to shrink within a run. */
  private rescale(): void {
    const wanted = this.onDemandShards(this.writtenRecords / scaleInterval, this.writtenBytes / scaleInterval);
    this.shards = Math.max(this.shards, wanted);
    this.writtenRecords = 0;
    this.writtenBytes = 0;
    this.runtime.after(scaleInterval, this.scale, 0);
  }

  private oldest(): Handle {
    const { messages } = this.runtime;
    let oldest: Handle = NONE;
    for (const { heads } of this.readers) {
      for (const head of heads) {
        if (head === undefined || head === NONE) continue;
        if (oldest === NONE || messages.since[head]! < messages.since[oldest]!) oldest = head;
      }
    }
    return oldest;
  }

  private armRetention(): void {
    if (this.isRetentionArmed) return;
    const oldest = this.oldest();
    if (oldest === NONE) return;
    this.isRetentionArmed = true;
    const left = this.runtime.messages.since[oldest]! + this.config.retention - this.runtime.now();
    this.runtime.after(Math.max(0, left), this.retentionOver, 0);
  }

  private expire(): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    const limit = runtime.now() - this.config.retention * (1 - 1e-12);
    for (const { heads } of this.readers) {
      for (let shard = 0; shard < heads.length; shard++) {
        let copy = heads[shard] ?? NONE;
        while (copy !== NONE && messages.since[copy]! <= limit) {
          const next = messages.next[copy]!;
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
    return oldest === NONE ? 0 : this.runtime.now() - this.runtime.messages.since[oldest]!;
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
