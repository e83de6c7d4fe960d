/**
 * The contract between the simulation kernel and the actors that services bring.
 *
 * An actor is one resource in a run. The kernel owns time, messages, random numbers and statistics, and calls the actor
 * when a message comes in, a timer fires or an answer arrives; all arguments are small integers, so that nothing is
 * allocated on the way. Messages are handles into columns (`Messages`); a handle has one owner at a time:
 *
 * - `create` makes the caller its owner; `send` hands it over where the receiver takes it, and not where it refuses;
 * - a receiver that answers `taken` keeps it; one that answers `pending` keeps it until `answer`, which returns it;
 * - the owner either passes it on or `release`s it.
 *
 * Polling goes the other way: the consumer `fetch`es copies from the resource that its connection comes from, owns them,
 * and hands each back with `settle`, saying how it ended.
 */
import type { Distribution } from './field';
import type { Config, Connection, Resource } from './graph';

/** A message, request, record or invocation: an index into the columns of `Messages`. */
export type Handle = number;

/** No message. */
export const NONE: Handle = -1;

/**
 * What a receiver says, at once or later, and what a caller sees. Below `Answer.throttled` the work was accepted;
 * from there on it was not, or failed.
 */
export const Answer = {
  /** Accepted for good: acknowledged, or done. */
  taken: 0,
  /** Accepted; an answer follows. */
  pending: 1,
  /** Refused for want of capacity: 429, or the service's own throttling error. */
  throttled: 2,
  /** The code ran and failed: a function error. An SDK does not retry it. */
  failed: 3,
  /** 500 */
  serverError: 4,
  /** 502 */
  badGateway: 5,
  /** 503 */
  unavailable: 6,
  /** 504 */
  timedOut: 7,
  /** The caller stopped waiting. */
  gaveUp: 8,
} as const;
export type Answer = (typeof Answer)[keyof typeof Answer];

/** Number of different answers. */
export const ANSWERS = 9;

/** Bits of `Messages.flags`. */
export const Flag = {
  /** Fails whenever it is tried. */
  poison: 1,
  /** Its visits are recorded, and those of what comes of it. */
  traced: 2,
  /** Its caller no longer waits for the answer. */
  abandoned: 4,
  /** Sent in one call with the message before it. */
  sameCall: 8,
  /** The owner's own two. */
  ownA: 64,
  ownB: 128,
} as const;

/**
 * Columns of messages. Growing replaces the arrays: read them from here each time, never keep one.
 * `since`, `next`, `mark` and the own flags are the present owner's. A receiver that answers `pending` leaves `parent`
 * and `tries` as they are: they are still the sender's.
 */
export interface Messages {
  /** When the work that it belongs to entered the drawing, seconds. */
  readonly born: Float64Array;
  /** When its present owner got it, seconds; the owner's to set. */
  readonly since: Float64Array;
  /** Bytes. */
  readonly size: Float32Array;
  /** Ordering key: message group or partition key; −1 for none. */
  readonly key: Int32Array;
  /** The message of its sender that it was made for; NONE for none. */
  readonly parent: Int32Array;
  /** Link for queues of its owner. */
  readonly next: Int32Array;
  /** For its owner. */
  readonly mark: Int32Array;
  /** Attempts or receives so far. */
  readonly tries: Uint16Array;
  /** Index of the connection by which it was last sent. */
  readonly connection: Uint16Array;
  readonly flags: Uint8Array;
  /** Changes whenever the handle is released or unwatched: tells a message from a later one of the same handle. */
  readonly stamp: Int32Array;
}

/** What happened, counted for each resource; see each actor for what the words mean there. */
export const Counter = {
  /** Asked to be taken in; of entries, fresh requests. */
  offered: 0,
  throttled: 1,
  /** Ended well. */
  served: 2,
  /** Ended without success. */
  failed: 3,
  deadLettered: 4,
  /** Ended nowhere: expired, dropped, no destination. */
  lost: 5,
  /** Done more than once. */
  duplicates: 6,
  coldStarts: 7,
  /** Attempts after the first. */
  retries: 8,
  timeouts: 9,
  /** Left out by a filter. */
  filtered: 10,
  /** Calls, batches or invocations begun. */
  attempts: 11,
  /** Work done for a caller that no longer waited. */
  wasted: 12,
  /** Attempts refused for want of capacity, those included that are tried again and in the end succeed. */
  throttledAttempts: 13,
} as const;
export type Counter = (typeof Counter)[keyof typeof Counter];
export const COUNTERS = 14;

/** Numbers that are held for a time: their mean is weighted by time. */
export const Gauge = {
  /** Work in progress. */
  concurrency: 0,
  /** Waiting. */
  backlog: 1,
  /** Handed to a consumer and not yet settled. */
  inFlight: 2,
  /** Execution environments, busy and idle. */
  environments: 3,
} as const;
export type Gauge = (typeof Gauge)[keyof typeof Gauge];
export const GAUGES = 4;

/** Statistics of one resource. */
export interface Recorder {
  count(counter: Counter): void;
  countMany(counter: Counter, many: number): void;
  /** Moves a gauge by `by`. */
  shift(gauge: Gauge, by: number): void;
  /** Time that work took here, seconds. */
  latency(duration: number): void;
  /** Time since the work entered the drawing, of work that ends here, seconds. */
  endToEnd(duration: number): void;
  /** An answer that a caller here saw. */
  saw(connection: number, answer: Answer): void;
}

/** A timer kind of one actor, as registered with the kernel. */
export type Timer = number;
/** A fixed delay, as registered with the kernel; those for `watch` are registered apart. */
export type Lane = number;

/** Numbers from the resource's own stream: uniform in [0, 1) unless said otherwise. */
export interface Uniform {
  next(): number;
}

/** Variates of one distribution, seconds. */
export interface Sampler {
  next(): number;
}

/** Gaps between the arrivals of an entry resource. */
export interface Arrivals {
  /** Seconds from now to the next arrival; Infinity where none comes any more. */
  next(): number;
}

/** A token bucket that fills continuously. */
export interface Bucket {
  /** Takes one token where there is one. */
  take(): boolean;
  /** Takes `tokens` where there are as many. */
  takeMany(tokens: number): boolean;
  /** Tokens now. */
  level(): number;
  resize(rate: number, burst: number): void;
}

/** A number of places that several actors share. */
export interface Pool {
  /** Takes a place where one is free. */
  take(): boolean;
  release(): void;
  /** Places in all, now. */
  size(): number;
}

export interface Runtime {
  readonly messages: Messages;
  /** Seconds since the start of the run. */
  now(): number;
  /** Wakes the timer's actor with `payload` after `delay` seconds. */
  after(delay: number, timer: Timer, payload: number): void;
  /** The same after the lane's fixed delay: much cheaper. */
  afterLane(lane: Lane, timer: Timer, payload: number): void;
  /** The same, unless the message is released or unwatched before: for timeouts, which seldom happen. */
  watch(lane: Lane, timer: Timer, message: Handle): void;
  /** Ends all watches of a message. */
  unwatch(message: Handle): void;
  /** A fresh message that belongs to no other work. */
  createRoot(): Handle;
  /** A message for `parent`, which it takes its birth, size, key and flags from. */
  create(parent: Handle): Handle;
  release(message: Handle): void;
  /** Offers a message to the receiver of a connection. */
  send(connection: number, message: Handle): Answer;
  /** Answers whoever sent a message that was taken as pending. */
  answer(message: Handle, answer: Answer): void;
  /**
   * Copies of up to `most` messages that wait at the source of a connection; returns how many were put in `into`,
   * −1 where the source's own read limit allows none just now. A copy's `since` is when its message can be said to have
   * been waiting from: the fetch for a queue, the write for a stream.
   */
  fetch(connection: number, lane: number, most: number, into: Int32Array): number;
  /** Tells the consumer of a connection that there is something to fetch. */
  ready(connection: number, lane: number): void;
  /** Hands a fetched copy back to its source. */
  settle(copy: Handle, answer: Answer): void;
  /** Records a visit of a message whose flags say `traced`. */
  visit(message: Handle, resource: number, from: number, answer: Answer): void;
}

/** An outbound or inbound connection of the actor's resource, with the index by which the kernel knows it. */
export interface Link<C = Config> {
  readonly index: number;
  readonly connection: Connection<C>;
}

/** What an actor is built from. All of it is called while building only; `runtime` and what is made here serve the run. */
export interface ActorContext<C = Config> {
  readonly resource: Resource<C>;
  /** The resource's index, for `visit`. */
  readonly index: number;
  readonly runtime: Runtime;
  readonly recorder: Recorder;
  readonly inbound: readonly Link[];
  readonly outbound: readonly Link[];
  /** The account's value of a quota, cut where a failure cuts it at present; throws for an id that no service states. */
  quota(id: string): number;
  /** A stream of its own for each purpose: designs that differ elsewhere draw the same numbers here. */
  uniform(purpose: string): Uniform;
  sampler(purpose: string, law: Distribution): Sampler;
  /** Ranks from 0 to `count` − 1, the n-th 1/n as frequent as the first (Zipf). */
  zipf(purpose: string, count: number): Uniform;
  /** Arrivals of an entry at `rate` per second times the scenario's factor. */
  arrivals(rate: number): Arrivals;
  /** Registers one of the actor's timers: `wake` gets `kind` back. */
  timer(kind: number): Timer;
  lane(delay: number): Lane;
  /** A lane for `watch`. */
  watchLane(delay: number): Lane;
  /** Starts full. */
  bucket(rate: number, burst: number): Bucket;
  /** The bucket that all actors which name this id share; the first to name it sizes it. */
  sharedBucket(id: string, rate: number, burst: number): Bucket;
  pool(size: number): Pool;
  /** The pool of the account with this id, as the services state its size. */
  sharedPool(id: string): Pool;
}

/** Something that goes wrong at a resource from now on, or that is over. */
export type Disturbance =
  | { readonly kind: 'errors'; readonly share: number }
  | { readonly kind: 'slowness'; readonly factor: number }
  | { readonly kind: 'hot-key'; readonly share: number }
  | { readonly kind: 'poison-message'; readonly count: number }
  | { readonly kind: 'cold-start-storm' }
  | { readonly kind: 'consumer-stopped'; readonly stopped: boolean }
  /** The quotas that the actor read have changed: read them again. */
  | { readonly kind: 'quotas' };

/**
 * One resource in a run. Every method that a service does not need says so by throwing: a drawing that would call it
 * was refused before.
 */
export abstract class Actor {
  /** Called once, at time 0. */
  start(): void {}

  /** A message offered along an inbound connection. */
  receive(_message: Handle, connection: number): Answer {
    throw new Error(`nothing can be sent along connection ${connection}`);
  }

  /** The answer to a message that this actor sent and whose receiver took it as pending. */
  answered(_message: Handle, _answer: Answer): void {
    throw new Error('an answer came to an actor that waits for none');
  }

  /** A timer. */
  wake(kind: number, _payload: number): void {
    throw new Error(`a timer of unknown kind ${kind} fired`);
  }

  /** A consumer asks for up to `most` messages of a lane; see `Runtime.fetch`. */
  fetch(connection: number, _lane: number, _most: number, _into: Int32Array): number {
    throw new Error(`nothing can be fetched along connection ${connection}`);
  }

  /** There is something to fetch along an inbound connection. */
  ready(connection: number, _lane: number): void {
    throw new Error(`nothing is fetched along connection ${connection}`);
  }

  /** A fetched copy comes back. */
  settled(_copy: Handle, _answer: Answer): void {
    throw new Error('a message came back to an actor that hands none out');
  }

  /** Age of the oldest work that waits, seconds. */
  oldestAge(): number {
    return 0;
  }

  /** Work that the resource holds now, for the check that nothing got lost uncounted. */
  held(): number {
    return 0;
  }

  disturb(_disturbance: Disturbance): void {}
}

export type ActorFactory<C = Config> = (context: ActorContext<C>) => Actor;
