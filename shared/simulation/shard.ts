/**
 * Some replications of a run, and how shards are put together. A shard is plain data; merging is the same in any order
 * and for any division among workers, since all sums are taken at the end, in the order of the replications.
 */
import type { RunSpec } from './compile';
import { MessagePool } from './message-pool';
import { Replication, type ReplicationResult } from './replication';

export interface ShardResult {
  /** In rising order of their index. */
  readonly replications: readonly ReplicationResult[];
}

export interface Progress {
  /** Share of the shard's simulated time that has passed, 0..1. */
  readonly fraction: number;
  readonly events: number;
}

/** What the host is told, and asked, about every ten milliseconds. */
export interface RunHooks {
  readonly onProgress?: (progress: Progress) => void;
  readonly isCancelled?: () => boolean;
}

/** Runs replications one after the other. */
export function runShard(spec: RunSpec, replications: readonly number[], hooks: RunHooks = {}): ShardResult {
  const run = new ShardRun(spec, replications);
  while (!run.step()) {
    hooks.onProgress?.(run.progress());
    if (hooks.isCancelled?.()) run.cancel();
  }
  return run.result();
}

/** The same in steps, for hosts that must come up for air in between. */
export class ShardRun {
  private readonly spec: RunSpec;
  private readonly waiting: number[];
  private readonly done: ReplicationResult[] = [];
  private current: Replication | undefined;
  private isCancelled = false;
  private spent = 0;
  private readonly count: number;
  /** One after the other, the replications use the same memory. */
  private readonly messages: MessagePool;

  constructor(spec: RunSpec, replications: readonly number[]) {
    this.spec = spec;
    this.waiting = [...replications];
    this.count = replications.length;
    this.messages = new MessagePool(spec.maxMessages);
  }

  /** Handles some ten thousand events; says whether the shard is finished. */
  step(): boolean {
    if (!this.current) {
      const index = this.waiting.shift();
      if (index === undefined) return true;
      this.current = new Replication(this.spec, index, this.messages);
    }
    if (!this.current.step()) return false;
    this.finish(this.current);
    return this.waiting.length === 0;
  }

  cancel(): void {
    this.isCancelled = true;
    this.waiting.length = 0;
    if (!this.current) return;
    this.current.cancel();
    this.finish(this.current);
  }

  progress(): Progress {
    const finished = this.done.length + (this.current?.progress() ?? 0);
    return {
      fraction: this.isCancelled ? 1 : finished / this.count,
      events: this.spent + (this.current?.kernel.events ?? 0),
    };
  }

  result(): ShardResult {
    return { replications: this.done.toSorted((a, b) => a.index - b.index) };
  }

  private finish(replication: Replication): void {
    const result = replication.result();
    this.current = undefined;
    this.done.push(result);
    this.spent += result.events;
  }
}

export function merge(a: ShardResult, b: ShardResult): ShardResult {
  return { replications: [...a.replications, ...b.replications].toSorted((x, y) => x.index - y.index) };
}
