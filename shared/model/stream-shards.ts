/** What a stream's mapping has read of each shard and not yet worked off. */
import { type Handle, NONE } from '#shared/model/simulation';

export const Window = { closed: 0, open: 1, over: 2 } as const;
export type Window = (typeof Window)[keyof typeof Window];

/** Records of one key range of one shard, in order, and the batch at work. */
export class StreamLane {
  first: Handle = NONE;
  last: Handle = NONE;
  count = 0;
  isBusy = false;
  /** First record of the batch at work; NONE where none is. */
  atWork: Handle = NONE;
  window: Window = Window.closed;
  /** Number of batches so far: a window that was filled before its end must not close the next. */
  round = 0;
}

export class Shard {
  readonly lanes: StreamLane[];
  isPollPending = false;
  /** The last read took all that there was. */
  isDrained = true;
  nextPoll: number;
  buffered = 0;
  constructor(lanes: number, phase: number) {
    this.lanes = Array.from({ length: lanes }, () => new StreamLane());
    this.nextPoll = phase;
  }
}
