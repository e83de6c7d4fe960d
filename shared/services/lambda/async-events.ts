/**
 * Asynchronous invocation (invocation-async-error-handling): Lambda's own queue, up to two more attempts after a
 * function error, tries for as long as the maximum event age while there is no room, destinations at the end.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import * as Message from '#shared/model/message';
import { type ActorContext, type Handle, type Recorder, type Runtime, type Timer } from '#shared/model/simulation';
import type { FunctionConfig } from './config';

/** Waits before the second and the third attempt after a function error, seconds. */
const errorWaits = [60, 120];
/** Wait after a throttle: doubles from the first to the last, seconds. The factor is not documented. */
const firstBackoff = 1;
const lastBackoff = 300;

/** Own flag of an event that is in the waiting queue. */
const QUEUED = Message.OWN_B;

/** Starts an event's invocation where there is room. */
export interface EventInvoker {
  invokeEvent(event: Handle): boolean;
  /** Whether the event has passed here so often that loop detection stops it: no attempt follows (invocation-recursion). */
  isStoppedLoop(event: Handle): boolean;
}

export class AsyncEvents {
  private readonly index: number;
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
  private readonly words: Int32Array;
  private readonly times: Float64Array;
  private readonly config: FunctionConfig;
  private readonly onFailure: readonly number[];
  private readonly onSuccess: readonly number[];
  /** Connections along which AWS counts passes. */
  private readonly counted: ReadonlySet<number>;
  private readonly timer: Timer;
  private readonly invoker: EventInvoker;
  private waiting = 0;
  private readonly queue = new WaitingQueue();

  constructor(context: ActorContext<FunctionConfig>, timer: Timer, invoker: EventInvoker) {
    this.index = context.index;
    this.runtime = context.runtime;
    this.recorder = context.recorder;
    this.words = context.runtime.messages.words;
    this.times = context.runtime.messages.times;
    this.config = context.resource.config;
    const destinations = context.outbound.filter(
      ({ connection }) => connection.from.contract === 'outcome' && !connection.kind.id.startsWith('lambda/stream-'),
    );
    const indices = (role: string): readonly number[] =>
      destinations.filter(({ connection }) => connection.kind.role === role).map(({ index }) => index);
    this.onFailure = indices('failure');
    this.onSuccess = indices('success');
    const { guards } = context;
    this.counted = new Set(
      destinations.filter(({ connection }) => guards.counts(connection)).map(({ index }) => index),
    );
    this.timer = timer;
    this.invoker = invoker;
  }

  receive(event: Handle): void {
    const { words, times } = this;
    this.recorder.count(Counter.offered);
    times[(event >> 1) + Message.since] = this.runtime.now();
    words[event + Message.tries] = 0;
    words[event + Message.next] = 0;
    // A function whose reservation is 0 gives its events up without a try.
    if (this.config.reservedConcurrency === 0 || this.invoker.isStoppedLoop(event)) return this.giveUp(event);
    this.attempt(event);
  }

  private attempt(event: Handle): void {
    const { runtime } = this;
    const { words, times } = this;
    if (runtime.now() - times[(event >> 1) + Message.since]! > this.config.maximumEventAge) return this.giveUp(event);
    if (this.invoker.invokeEvent(event)) return this.leaveQueue(event);
    const throttles = words[event + Message.next]!++;
    this.wait(event, Math.min(lastBackoff, firstBackoff * 2 ** throttles));
  }

  private wait(event: Handle, delay: number): void {
    this.waiting++;
    this.recorder.shift(Gauge.backlog, 1);
    const { words } = this;
    if ((words[event + Message.flags]! & QUEUED) === 0) {
      words[event + Message.flags]! |= QUEUED;
      this.queue.add(event, words[event + Message.stamp]!);
    }
    this.runtime.after(delay, this.timer, event);
  }

  private leaveQueue(event: Handle): void {
    const { words } = this;
    if ((words[event + Message.flags]! & QUEUED) === 0) return;
    words[event + Message.flags]! &= ~QUEUED;
    this.runtime.unwatch(event);
  }

  /** A wait is over. */
  wake(event: Handle): void {
    this.waiting--;
    this.recorder.shift(Gauge.backlog, -1);
    this.recorder.count(Counter.retries);
    this.attempt(event);
  }

  /** An attempt ran to its end. */
  ended(event: Handle, hasFailed: boolean): void {
    const { runtime, recorder } = this;
    const { words, times } = this;
    if (hasFailed) {
      const failures = ++words[event + Message.tries]!;
      if (failures > this.config.asyncRetryAttempts) return this.giveUp(event);
      words[event + Message.next] = 0;
      return this.wait(event, errorWaits[failures - 1] ?? errorWaits.at(-1)!);
    }
    recorder.count(Counter.served);
    recorder.latency(runtime.now() - times[(event >> 1) + Message.since]!);
    recorder.endToEnd(runtime.now() - times[(event >> 1) + Message.born]!);
    this.trace(event, Answer.taken);
    for (const destination of this.onSuccess) this.send(destination, event);
    runtime.release(event);
  }

  /** Failed for good, or too old. */
  private giveUp(event: Handle): void {
    this.recorder.count(this.onFailure.length > 0 ? Counter.deadLettered : Counter.lost);
    this.trace(event, Answer.failed);
    for (const destination of this.onFailure) this.send(destination, event);
    this.runtime.release(event);
  }

  private send(destination: number, event: Handle): void {
    const copy = this.runtime.create(event);
    if (this.counted.has(destination)) this.words[copy + Message.flags]! += Message.PASS;
    const answer = this.runtime.send(destination, copy);
    this.recorder.saw(destination, answer);
    if (answer > Answer.pending) this.runtime.release(copy);
  }

  private trace(event: Handle, answer: Answer.Code): void {
    const { words, times } = this;
    if ((words[event + Message.flags]! & Message.TRACED) !== 0)
      this.runtime.visit(event, this.index, times[(event >> 1) + Message.since]!, answer);
  }

  oldestAge(): number {
    const { times } = this;
    const oldest = this.queue.oldest(this.words);
    return oldest < 0 ? 0 : this.runtime.now() - times[(oldest >> 1) + Message.since]!;
  }

  held(): number {
    return this.waiting;
  }
}

/** Events in the order in which they first had to wait; those that no longer do are dropped from the front. */
class WaitingQueue {
  private events = new Int32Array(64);
  private stamps = new Int32Array(64);
  private first = 0;
  private count = 0;

  add(event: Handle, stamp: number): void {
    if (this.count === this.events.length) this.grow();
    const at = (this.first + this.count++) & (this.events.length - 1);
    this.events[at] = event;
    this.stamps[at] = stamp;
  }

  oldest(words: Int32Array): Handle {
    while (this.count > 0 && words[this.events[this.first]! + Message.stamp] !== this.stamps[this.first]) {
      this.first = (this.first + 1) & (this.events.length - 1);
      this.count--;
    }
    return this.count > 0 ? this.events[this.first]! : -1;
  }

  private grow(): void {
    const { events, stamps, first } = this;
    const capacity = events.length * 2;
    this.events = new Int32Array(capacity);
    this.stamps = new Int32Array(capacity);
    this.events.set(events.subarray(first));
    this.events.set(events.subarray(0, first), events.length - first);
    this.stamps.set(stamps.subarray(first));
    this.stamps.set(stamps.subarray(0, first), stamps.length - first);
    this.first = 0;
  }
}
