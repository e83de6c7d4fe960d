/** Messages as columns with a free list: nothing is allocated for a message once the pool has grown to the run's need. */
import { type Handle, type Messages, NONE } from '#shared/model/simulation';

/** Thrown where a run needs more messages at once than it may hold; the run ends, and says that a backlog is unbounded. */
export class PoolExhausted extends Error {
  constructor(cap: number) {
    super(`more than ${cap} messages at once`);
  }
}

/** Handles have 22 bits (see event-calendar.ts): about 190 MB of columns. */
export const MAX_MESSAGES = 1 << 22;

export class MessagePool implements Messages {
  born = new Float64Array(1024);
  since = new Float64Array(1024);
  size = new Float32Array(1024);
  key = new Int32Array(1024);
  parent = new Int32Array(1024);
  next = new Int32Array(1024);
  mark = new Int32Array(1024);
  tries = new Uint16Array(1024);
  connection = new Uint16Array(1024);
  flags = new Uint8Array(1024);
  stamp = new Int32Array(1024);
  /** In use now. */
  used = 0;
  private free = NONE;
  /** Handles below were given out at least once. */
  private fresh = 0;
  private readonly cap: number;

  constructor(cap: number) {
    this.cap = Math.min(cap, MAX_MESSAGES);
  }

  /** Columns but `born`, `size`, `key` and `flags` hold what their last owner left; `parent` is given. */
  take(parent: Handle): Handle {
    let handle = this.free;
    if (handle === NONE) {
      if (this.fresh === this.stamp.length) this.grow();
      handle = this.fresh++;
    } else this.free = this.next[handle]!;
    this.used++;
    this.parent[handle] = parent;
    this.tries[handle] = 0;
    return handle;
  }

  release(handle: Handle): void {
    this.stamp[handle]!++;
    this.next[handle] = this.free;
    this.free = handle;
    this.used--;
  }

  private grow(): void {
    const from = this.stamp.length;
    if (from >= this.cap) throw new PoolExhausted(this.cap);
    const capacity = Math.min(this.cap, from * 2);
    const column = <T extends Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array>(
      old: T,
      fresh: T,
    ): T => {
      fresh.set(old);
      return fresh;
    };
    this.born = column(this.born, new Float64Array(capacity));
    this.since = column(this.since, new Float64Array(capacity));
    this.size = column(this.size, new Float32Array(capacity));
    this.key = column(this.key, new Int32Array(capacity));
    this.parent = column(this.parent, new Int32Array(capacity));
    this.next = column(this.next, new Int32Array(capacity));
    this.mark = column(this.mark, new Int32Array(capacity));
    this.tries = column(this.tries, new Uint16Array(capacity));
    this.connection = column(this.connection, new Uint16Array(capacity));
    this.flags = column(this.flags, new Uint8Array(capacity));
    this.stamp = column(this.stamp, new Int32Array(capacity));
  }
}
