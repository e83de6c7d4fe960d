/** Records that gather to be delivered together: in order, until they are full or so long after the first. */
import * as Message from '#shared/model/message';
import { type Handle, NONE, type Runtime, type Timer } from '#shared/model/simulation';

/** Rounds that a timer's payload can tell apart: one that fires for a buffer that was delivered before is told by it. */
const ROUNDS = 64;

/** What was gathered: a chain of records by `next`. */
export interface Gathering {
  readonly first: Handle;
  readonly count: number;
  readonly bytes: number;
}

export class RecordBuffer {
  private readonly runtime: Runtime;
  private readonly words: Int32Array;
  private readonly timer: Timer;
  private readonly index: number;
  private readonly fullBytes: number;
  private readonly interval: number;
  private first: Handle = NONE;
  private last: Handle = NONE;
  private count = 0;
  private bytes = 0;
  private round = 0;

  /** @param index tells it from the actor's other buffers, up to 32,767 */
  constructor(
    runtime: Runtime,
    timer: Timer,
    index: number,
    { fullBytes, interval }: { readonly fullBytes: number; readonly interval: number },
  ) {
    this.runtime = runtime;
    this.words = runtime.messages.words;
    this.timer = timer;
    this.index = index;
    this.fullBytes = fullBytes;
    this.interval = interval;
  }

  /** The one that waits longest; NONE where none does. */
  get oldest(): Handle {
    return this.first;
  }

  /** True where the buffer is full by it. */
  add(record: Handle): boolean {
    const { words } = this;
    words[record + Message.next] = NONE;
    if (this.count === 0) {
      this.first = record;
      this.runtime.after(this.interval, this.timer, this.index * ROUNDS + (this.round % ROUNDS));
    } else words[this.last + Message.next] = record;
    this.last = record;
    this.count++;
    this.bytes += words[record + Message.size]!;
    return this.bytes >= this.fullBytes;
  }

  /** Whether the timer that fired with this payload is that of what gathers now. */
  isDue(payload: number): boolean {
    return this.count > 0 && payload % ROUNDS === this.round % ROUNDS;
  }

  /** Everything that has gathered; the buffer is empty then. */
  takeAll(): Gathering {
    const { first, count, bytes } = this;
    this.first = NONE;
    this.last = NONE;
    this.count = 0;
    this.bytes = 0;
    this.round++;
    return { first, count, bytes };
  }

  static indexOf(payload: number): number {
    return Math.floor(payload / ROUNDS);
  }
}
