/**
 * A table in a run: requests within its capacity and that of their partition key, answered at once, and for each reader
 * of its stream a line of unread changes a shard.
 *
 * Units: requests. The backlog is the changes that wait in the stream; a change that expires there unread counts once
 * more as offered and is lost. Left out: the deletions of the time to live.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Message from '#shared/model/message';
import { ShardLines } from '#shared/model/shard-lines';
import {
  Actor,
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { Access } from '#shared/model/connection';
import type { TableConfig } from './config';
import { STREAM_RETENTION } from './ports';
import { accessOf, changeBytes, partitions, readUnits, readyFor, UNKNOWN_SIZE, writeUnits } from './units';

/** Kinds of timers. */
const RETENTION_OVER = 0;
const REGROW = 1;

/** Keys from the most frequent on that are held against their partition: the others are far below its limit. */
const guardedKeys = 64;
/** Within which an on-demand table follows a new peak (on-demand-capacity-mode, 2026-11-23), seconds. */
const growInterval = 1800;
/** Reads, or writes: what the table has for all of them and what a partition has. */
class Side {
  readonly whole: Bucket;
  readonly partition: number;
  readonly keys: Bucket[] = [];
  used = 0;
  rate: number;

  constructor(whole: Bucket, rate: number, partition: number) {
    this.whole = whole;
    this.rate = rate;
    this.partition = partition;
  }
}

export class TableActor extends Actor {
  private readonly config: TableConfig;
  private readonly quota: ActorContext['quota'];
  private readonly bucket: ActorContext['bucket'];
  private readonly writes: Side;
  private readonly reads: Side;
  /** By index of the inbound connection. */
  private readonly accessAt: Access[] = [];
  private readonly draws: Uniform;
  private readonly keys: Uniform | undefined;
  private readonly lines: ShardLines;
  private readonly shards: number;
  private readonly regrow: Timer;
  private writtenSize = UNKNOWN_SIZE;
  private hotShare = 0;
  private errorShare = 0;

  constructor(context: ActorContext<TableConfig>) {
    super(context);
    const { config } = context.resource;
    this.config = config;
    this.quota = (id) => context.quota(id);
    this.bucket = (rate, burst) => context.bucket(rate, burst);
    const ready = this.taken();
    // Unused provisioned capacity is saved for a burst; an on-demand table has one second of what it is ready for.
    const saved = config.mode === 'provisioned' ? context.quota('dynamodb/burst') : 1;
    this.writes = new Side(
      context.bucket(ready.writes, ready.writes * saved),
      ready.writes,
      context.quota('dynamodb/partition-writes'),
    );
    this.reads = new Side(
      context.bucket(ready.reads, ready.reads * saved),
      ready.reads,
      context.quota('dynamodb/partition-reads'),
    );
    for (const { index, connection } of context.inbound) this.accessAt[index] = accessOf(connection);
    this.draws = context.uniform('requests');
    this.keys = config.keySkew === 'zipf' ? context.zipf('keys', config.partitionKeys) : undefined;
    this.shards = partitions(config);
    const retentionOver = context.timer(RETENTION_OVER);
    this.regrow = context.timer(REGROW);
    this.lines = new ShardLines(context, {
      retention: STREAM_RETENTION,
      shards: this.shards,
      retentionOver,
      sharedRead: Infinity,
      dedicatedRead: Infinity,
    });
  }

  /** Units a second; the quotas of a table bound what an on-demand one is ready for. */
  private taken(): { readonly writes: number; readonly reads: number } {
    const { writes, reads } = readyFor(this.config, this.quota);
    if (this.config.mode === 'provisioned') return { writes, reads };
    return {
      writes: Math.min(writes, this.quota('dynamodb/table-writes')),
      reads: Math.min(reads, this.quota('dynamodb/table-reads')),
    };
  }

  override start(): void {
    if (this.config.mode === 'on-demand') this.runtime.after(growInterval, this.regrow, 0);
  }

  override receive(request: Handle, connection: number): Answer.Code {
    const { recorder, words } = this;
    recorder.count(Counter.offered);
    if (this.errorShare > 0 && this.draws.next() < this.errorShare) {
      recorder.count(Counter.failed);
      return Answer.serverError;
    }
    const access = this.accessAt[connection]!;
    const isWrite = access.does === 'write';
    if (isWrite) this.writtenSize = this.config.itemSize ?? words[request + Message.size]!;
    const size = this.config.itemSize ?? this.writtenSize;
    const units = isWrite ? writeUnits(size, access) : readUnits(size, access);
    const key = this.keyOf(words[request + Message.key]!);
    if (!this.admits(isWrite ? this.writes : this.reads, key, units)) {
      recorder.count(Counter.throttled);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    recorder.count(Counter.served);
    if (isWrite && this.lines.readerCount > 0) {
      words[request + Message.key] = key;
      words[request + Message.size] = changeBytes(size, this.config);
      this.lines.append(key % this.shards, request);
    } else this.runtime.release(request);
    return Answer.taken;
  }

  private keyOf(given: number): number {
    const { partitionKeys, keySkew } = this.config;
    if (keySkew === 'single' || (this.hotShare > 0 && this.draws.next() < this.hotShare)) return 0;
    if (given >= 0) return given % partitionKeys;
    return this.keys ? this.keys.next() : Math.floor(this.draws.next() * partitionKeys);
  }

  private admits(side: Side, key: number, units: number): boolean {
    if (key < guardedKeys) {
      const partition = (side.keys[key] ??= this.bucket(side.partition, side.partition));
      if (!partition.takeMany(Math.min(units, side.partition))) return false;
    }
    if (side.whole.takeMany(Math.min(units, side.rate))) {
      side.used += units;
      return true;
    }
    if (key < guardedKeys) side.keys[key]!.putBack(Math.min(units, side.partition));
    return false;
  }

  override fetch(connection: number, shard: number, most: number, into: Int32Array): number {
    return this.lines.fetch(connection, shard, most, into);
  }

  override settled(first: Handle): void {
    this.lines.settled(first, () => undefined);
  }

  override wake(kind: number): void {
    if (kind === REGROW) {
      this.grow(this.writes, 'dynamodb/table-writes');
      this.grow(this.reads, 'dynamodb/table-reads');
      this.runtime.after(growInterval, this.regrow, 0);
      return;
    }
    const expired = this.lines.retentionIsOver();
    this.recorder.countMany(Counter.offered, expired);
    this.recorder.countMany(Counter.lost, expired);
  }

  /** An on-demand table makes room for twice its recent load; it is not seen to shrink within a run. */
  private grow(side: Side, quota: string): void {
    const wanted = Math.min(this.quota(quota), (2 * side.used) / growInterval);
    side.used = 0;
    if (wanted <= side.rate) return;
    side.rate = wanted;
    side.whole.resize(wanted, wanted);
  }

  override oldestAge(): number {
    return this.lines.oldestAge();
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'hot-key') this.hotShare = disturbance.share;
    else if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') this.lines.stop(disturbance.stopped);
  }
}

export function actor(context: ActorContext<TableConfig>): Actor {
  return new TableActor(context);
}
