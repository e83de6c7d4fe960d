/** Messages in one buffer with a free list: nothing is allocated for a message. See shared/model/message for the layout. */
import * as Message from '#shared/model/message';
import { type Handle, type Messages, NONE } from '#shared/model/simulation';

/** Thrown where a run needs more messages at once than it may hold; the run ends, and says that a backlog is unbounded. */
export class PoolExhausted extends Error {
  constructor(cap: number) {
    super(`more than ${cap} messages at once`);
  }
}

/** Events name messages by 21 bits (see event-calendar.ts): 128 MB, of which the system maps only what is used. */
export const MAX_MESSAGES = 1 << 21;

const bytesPerMessage = 4 * Message.WORDS;

export class MessagePool implements Messages {
  /** The buffer has its full size from the start: actors keep the views. */
  readonly words: Int32Array;
  readonly times: Float64Array;
  private free: Handle = NONE;
  /** Places below were given out at least once. */
  private fresh = 0;
  private readonly end: number;

  constructor(cap: number) {
    const most = Math.min(cap, MAX_MESSAGES);
    const buffer = new ArrayBuffer(most * bytesPerMessage);
    this.words = new Int32Array(buffer);
    this.times = new Float64Array(buffer);
    this.end = most * Message.WORDS;
  }

  /** Only `parent`, `tries` and `stamp` are in order; the rest is what the last owner left. */
  take(parent: Handle): Handle {
    const { words } = this;
    let message = this.free;
    if (message === NONE) message = this.takeFresh();
    else this.free = words[message + Message.next]!;
    words[message + Message.parent] = parent;
    words[message + Message.tries] = 0;
    return message;
  }

  release(message: Handle): void {
    const { words } = this;
    words[message + Message.stamp]!++;
    words[message + Message.next] = this.free;
    this.free = message;
  }

  /** Makes the buffer as it was when it was new, for the next run. */
  reset(): void {
    this.words.fill(0, 0, this.fresh);
    this.fresh = 0;
    this.free = NONE;
  }

  private takeFresh(): Handle {
    if (this.fresh === this.end) throw new PoolExhausted(this.end / Message.WORDS);
    const message = this.fresh;
    this.fresh += Message.WORDS;
    return message;
  }
}
