/**
 * The contract between the simulation kernel and the actors that services bring.
 *
 * An actor is one resource in a run. The kernel owns time, messages, random numbers and statistics, and calls the actor
 * when a message comes in, a timer fires or an answer arrives; all arguments are small integers, so that nothing is
 * allocated on the way. Messages are handles into one buffer (`Messages`); a handle has one owner at a time:
 *
 * - `create` makes the caller its owner; `send` hands it over where the receiver takes it, and not where it refuses;
 * - a receiver that answers `taken` keeps it; one that answers `pending` keeps it until `answer`, which returns it;
 * - the owner either passes it on or `release`s it.
 *
 * Polling goes the other way: the consumer `fetch`es messages from the resource that its connection comes from and hands
 * them back with `settle`, saying how they ended. Meanwhile `key`, `tries` and `since` stay as the source set them.
 */
import type * as Answer from './answer';
import type { Distribution } from './field';
import type { Config, Connection, Resource } from './graph';
import type { LoopGuards } from './loop-guards';

/**
 * A message, request, record or invocation: where its words begin in `Messages.words`. See shared/model/message for what
 * they hold.
 */
export type Handle = number;

/** No message. */
export const NONE: Handle = -1;

/**
 * All messages of a run, 64 bytes each, in one buffer that two views show: words of 32 bits, at `handle + Message.key`
 * and so on, and times, at `(handle >> 1) + Message.born`. The views stay the same for the whole run.
 */
export interface Messages {
  readonly words: Int32Array;
  readonly times: Float64Array;
}

/** Statistics of one resource. Counters and gauges are named in shared/model/counter and shared/model/gauge. */
export interface Recorder {
  count(counter: number): void;
  countMany(counter: number, many: number): void;
  /** Moves a gauge by `by`. */
  shift(gauge: number, by: number): void;
  /** Time that work took here, seconds. */
  latency(duration: number): void;
  /** Time since the work entered the drawing, of work that ends here, seconds. */
  endToEnd(duration: number): void;
  /** An answer that a caller here saw. */
  saw(connection: number, answer: Answer.Code): void;
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
  /** The scenario's factor of the load now, for entries whose work comes at set times. */
  factor(): number;
  /** The factor added up from the start of the run until now: seconds of the load as drawn. */
  loadSoFar(): number;
}

/** A token bucket that fills continuously. */
export interface Bucket {
  /** Takes one token where there is one. */
  take(): boolean;
  /** Takes `tokens` where there are as many. */
  takeMany(tokens: number): boolean;
  putBack(tokens: number): void;
  /** Takes tokens that may not be there yet: what is missing has to come before any other is taken. */
  overdraw(tokens: number): void;
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
  /** A message for `parent`, which it takes its birth, size, key, passes and the flags POISON and TRACED from. */
  create(parent: Handle): Handle;
  release(message: Handle): void;
  /** Offers a message to the receiver of a connection. */
  send(connection: number, message: Handle): Answer.Code;
  /** Answers whoever sent a message that was taken as pending. */
  answer(message: Handle, answer: Answer.Code): void;
  /**
   * Up to `most` messages that wait at the source of a connection; returns how many were put in `into`, −1 where the
   * source's own read limit allows none just now.
   */
  fetch(connection: number, lane: number, most: number, into: Int32Array): number;
  /** Tells the consumer of a connection that there is something to fetch. */
  ready(connection: number, lane: number): void;
  /** Hands fetched messages, chained by `next`, back to the source of a connection. */
  settle(connection: number, first: Handle, answer: Answer.Code): void;
  /** Records a visit of a message whose flags say TRACED. */
  visit(message: Handle, resource: number, from: number, answer: Answer.Code): void;
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
  /** Any connections of the drawing, with the indexes by which the kernel knows them. */
  links(connections: readonly Connection[]): readonly Link[];
  /** Where AWS counts how often work circles. */
  readonly guards: LoopGuards;
  /** The account's value of a quota, cut where a failure cuts it at present; throws for an id that no service states. */
  quota(id: string): number;
  /** A stream of its own for each purpose: designs that differ elsewhere draw the same numbers here. */
  uniform(purpose: string): Uniform;
  sampler(purpose: string, law: Distribution): Sampler;
  /** Ranks from 0 to `count` − 1, the n-th 1/n as frequent as the first (Zipf). */
  zipf(purpose: string, count: number): Uniform;
  /** Arrivals of an entry at `rate` per second times the scenario's factor; those of each purpose come by themselves. */
  arrivals(rate: number, purpose?: string): Arrivals;
  /** Registers one of the actor's timers: `wake` gets `kind` and the payload, from 0 to 2,097,151, back. */
  timer(kind: number): Timer;
  /** The same for timers whose payload is a message. */
  messageTimer(kind: number): Timer;
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
  protected readonly runtime: Runtime;
  protected readonly recorder: Recorder;
  protected readonly words: Int32Array;
  protected readonly times: Float64Array;
  /** The resource's index, for `visit`. */
  protected readonly index: number;

  constructor({ runtime, recorder, index }: Pick<ActorContext, 'runtime' | 'recorder' | 'index'>) {
    this.runtime = runtime;
    this.recorder = recorder;
    this.words = runtime.messages.words;
    this.times = runtime.messages.times;
    this.index = index;
  }

  /** Called once, at time 0. */
  start(): void {}

  /** A message offered along an inbound connection. */
  receive(_message: Handle, connection: number): Answer.Code {
    throw new Error(`nothing can be sent along connection ${connection}`);
  }

  /** The answer to a message that this actor sent and whose receiver took it as pending. */
  answered(_message: Handle, _answer: Answer.Code): void {
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

  /** Fetched messages come back, chained by `next`. */
  settled(_first: Handle, _answer: Answer.Code): void {
    throw new Error('messages came back to an actor that hands none out');
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
