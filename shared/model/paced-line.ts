/**
 * What waits for the next token of a quota, oldest first. It is looked at again as often as tokens come, so that a quota
 * that is used up delays and refuses nothing.
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

/** Shortest time after which those who wait are looked at again, seconds. */
const shortestPace = 0.005;
/** Longest one, in which a quota that was cut to nothing and is back is noticed. */
const longestPace = 1;

/** What becomes of a message when its turn comes. */
export interface Turn {
  isTooOld(message: Handle): boolean;
  giveUp(message: Handle): void;
  attempt(message: Handle): void;
}

/** Whose backlog a message is in. */
type RecorderOf = (message: Handle) => Recorder;

/** What lets the next one through, where there is enough. */
type Tokens = Pick<Bucket, 'take'>;

export class PacedLine {
  private readonly runtime: Runtime;
  private readonly recorderOf: RecorderOf;
  private readonly words: Int32Array;
  private readonly bucket: Tokens;
  /** Tokens a second as they are now. */
  private readonly rate: () => number;
  private readonly timer: Timer;
  private readonly turn: Turn;
  private head: Handle = NONE;
  private tail: Handle = NONE;
  private isArmed = false;

  /**
   * @param timer wakes the actor, which then calls `drain`
   * @param recorderOf where several resources wait in one line; else it is the context's own
   */
  constructor(
    { runtime, recorder }: Pick<ActorContext, 'runtime' | 'recorder'>,
    line: { bucket: Tokens; rate: () => number; timer: Timer; turn: Turn; recorderOf?: RecorderOf },
  ) {
    const { bucket, rate, timer, turn, recorderOf = () => recorder } = line;
    this.runtime = runtime;
    this.recorderOf = recorderOf;
    this.words = runtime.messages.words;
    this.bucket = bucket;
    this.rate = rate;
    this.timer = timer;
    this.turn = turn;
  }

  /** The one that waits longest; NONE where nobody does. */
  get oldest(): Handle {
    return this.head;
  }

  /** The one that waits longest of those that `isMeant`; NONE where none does. */
  oldestOf(isMeant: (message: Handle) => boolean): Handle {
    let message = this.head;
    while (message !== NONE && !isMeant(message)) message = this.words[message + Message.next]!;
    return message;
  }

  /** Its turn comes at once where nobody waits and there is a token, else after those before it. */
  add(message: Handle): void {
    if (this.head === NONE && this.bucket.take()) {
      this.turn.attempt(message);
      return;
    }
    const { words } = this;
    words[message + Message.next] = NONE;
    if (this.head === NONE) this.head = message;
    else words[this.tail + Message.next] = message;
    this.tail = message;
    this.recorderOf(message).shift(Gauge.backlog, 1);
    this.arm();
  }

  /** As many as there are tokens for; those that are too old need none. */
  drain(): void {
    const { words, turn } = this;
    this.isArmed = false;
    while (this.head !== NONE) {
      const message = this.head;
      const isTooOld = turn.isTooOld(message);
      if (!isTooOld && !this.bucket.take()) break;
      this.head = words[message + Message.next]!;
      this.recorderOf(message).shift(Gauge.backlog, -1);
      if (isTooOld) turn.giveUp(message);
      else turn.attempt(message);
    }
    if (this.head !== NONE) this.arm();
  }

  private arm(): void {
    if (this.isArmed) return;
    this.isArmed = true;
    this.runtime.after(Math.max(shortestPace, Math.min(longestPace, 1 / this.rate())), this.timer, 0);
  }
}
