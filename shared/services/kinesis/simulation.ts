/**
 * A stream in a run: writes within each shard's limits, and for each reader a line of unread records a shard.
 *
 * Units: records. Served counts records read to the end, of several readers each its share of a record, so that a record
 * is served once all have read it; a stream that nobody reads serves what it takes. Lost counts, in the same shares,
 * records whose retention ended before a reader fetched them.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Message from '#shared/model/message';
import {
  Actor,
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { ShardLines } from '#shared/model/shard-lines';
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

export class StreamActor extends Actor {
  private readonly config: StreamConfig;
  private readonly lines: ShardLines;
  private readonly draws: Uniform;
  private readonly keys: Uniform | undefined;
  private readonly records: Bucket[] = [];
  private readonly bytes: Bucket[] = [];
  private readonly bucket: ActorContext['bucket'];
  private readonly recordLimit: number;
  private readonly byteLimit: number;
  private readonly scale: Timer;
  private shards: number;
  private writtenRecords = 0;
  private writtenBytes = 0;
  private hotShare = 0;

  constructor(context: ActorContext<StreamConfig>) {
    super(context);
    const { config } = context.resource;
    this.config = config;
    this.draws = context.uniform('records');
    this.keys = config.keySkew === 'zipf' ? context.zipf('keys', config.partitionKeys) : undefined;
    this.bucket = (rate, burst) => context.bucket(rate, burst);
    this.recordLimit = context.quota('kinesis/shard-records');
    this.byteLimit = context.quota('kinesis/shard-bytes');
    const retentionOver = context.timer(RETENTION_OVER);
    this.scale = context.timer(RESCALE);
    this.shards = config.mode === 'provisioned' ? config.shards : this.onDemandShards(0, config.peakBytes ?? 0);
    this.lines = new ShardLines(context, {
      retention: config.retention,
      shards: this.shards,
      retentionOver,
      sharedRead: context.quota('kinesis/shard-read-bytes'),
      dedicatedRead: context.quota('kinesis/fan-out-bytes'),
    });
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
    const { runtime, recorder, words, lines } = this;
    recorder.count(Counter.offered);
    const key = this.keyOf(words[record + Message.key]!);
    const shard = this.shardOf(key);
    const size = words[record + Message.size]!;
    if (!this.admits(shard, size)) {
      recorder.count(Counter.throttled);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    this.writtenRecords++;
    this.writtenBytes += size;
    words[record + Message.key] = key;
    if (lines.readerCount === 0) {
      recorder.count(Counter.served);
      runtime.release(record);
      return Answer.taken;
    }
    lines.append(shard, record);
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

  override fetch(connection: number, shard: number, most: number, into: Int32Array): number {
    return this.lines.fetch(connection, shard, most, into);
  }

  /** What the reader gave up is counted there: here it was read. */
  override settled(first: Handle, answer: Answer.Code): void {
    const { recorder, times } = this;
    const now = this.runtime.now();
    const count = this.lines.settled(first, (copy) => {
      if (answer === Answer.taken) recorder.latency(now - times[(copy >> 1) + Message.since]!);
    });
    recorder.countMany(Counter.served, count / this.lines.readerCount);
  }

  override wake(kind: number): void {
    if (kind === RESCALE) this.rescale();
    else this.recorder.countMany(Counter.lost, this.lines.retentionIsOver() / this.lines.readerCount);
  }

  /** An on-demand stream makes room for twice its recent load; it is not seen to shrink within a run. */
  private rescale(): void {
    const wanted = this.onDemandShards(this.writtenRecords / scaleInterval, this.writtenBytes / scaleInterval);
    if (wanted > this.shards) {
      this.shards = wanted;
      this.lines.resize(wanted);
    }
    this.writtenRecords = 0;
    this.writtenBytes = 0;
    this.runtime.after(scaleInterval, this.scale, 0);
  }

  override oldestAge(): number {
    return this.lines.oldestAge();
  }

  override held(): number {
    return this.lines.held() / Math.max(1, this.lines.readerCount);
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'hot-key') this.hotShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') this.lines.stop(disturbance.stopped);
  }
}

export function actor(context: ActorContext<StreamConfig>): Actor {
  return new StreamActor(context);
}
