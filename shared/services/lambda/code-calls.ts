/**
 * The calls that a function's code makes, with the SDK's retries. Synchronous invocations of other functions begin with
 * the invocation and run beside its own work, whose duration includes the usual wait for them; messages and records are
 * sent when that work is done. The invocation ends when everything has been answered, or at its timeout.
 */
import {
  type ActorContext,
  Answer,
  Counter,
  Flag,
  type Handle,
  type Link,
  NONE,
  type Recorder,
  type Runtime,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { BatchCallConfig } from './call-kinds';

/** SDK backoff, seconds: full jitter from these bases up to the cap (sdkref feature-retry-behavior, 2026-11-23). */
const throttledBase = 1;
const transientBase = 0.05;
const longestDelay = 20;

/** Own flags of an invocation. */
export const FAILED = Flag.ownA;
const WORK_DONE = Flag.ownB;

interface Port {
  readonly index: number;
  readonly whole: number;
  readonly rest: number;
  readonly attempts: number;
  readonly payload: number | undefined;
  readonly failsInvocation: boolean;
  readonly perCall: number;
  readonly waits: boolean;
  untilCall: number;
}

/** Told when everything that an invocation called has been answered. */
export interface InvocationOwner {
  invocationDone(invocation: Handle): void;
}

export class CodeCalls {
  private readonly ports: readonly Port[];
  private readonly portOf = new Map<number, Port>();
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
  private readonly draws: Uniform;
  private readonly retry: Timer;
  private readonly owner: InvocationOwner;
  private readonly timeout: number;

  constructor(context: ActorContext, links: readonly Link[], timeout: number, retry: Timer, owner: InvocationOwner) {
    this.runtime = context.runtime;
    this.recorder = context.recorder;
    this.draws = context.uniform('calls');
    this.ports = links.map(portOf);
    for (const port of this.ports) this.portOf.set(port.index, port);
    this.timeout = timeout;
    this.retry = retry;
    this.owner = owner;
  }

  /** An invocation begins; `first` is its message, or the first of its records. */
  begin(invocation: Handle, first: Handle, isBatch: boolean): void {
    this.runtime.messages.next[invocation] = 0;
    for (const port of this.ports) if (port.waits) this.call(port, invocation, first, isBatch);
  }

  /** The invocation's own work has succeeded. */
  workDone(invocation: Handle, first: Handle, isBatch: boolean): void {
    const { messages } = this.runtime;
    messages.flags[invocation]! |= WORK_DONE;
    // Held back by one until all are sent, so that an answer in between does not end the invocation.
    messages.next[invocation]!++;
    for (const port of this.ports) if (!port.waits) this.call(port, invocation, first, isBatch);
    this.returned(invocation);
  }

  /** The function's timeout is over: what is still open is given up. */
  deadline(invocation: Handle): void {
    const { messages } = this.runtime;
    if ((messages.flags[invocation]! & WORK_DONE) === 0) return;
    this.recorder.count(Counter.timeouts);
    messages.flags[invocation]! |= FAILED;
    this.owner.invocationDone(invocation);
  }

  /** Releases an invocation that has ended, or leaves that to the last of its calls. */
  dismiss(invocation: Handle): void {
    const { runtime } = this;
    if (runtime.messages.next[invocation] === 0) return runtime.release(invocation);
    runtime.unwatch(invocation);
    runtime.messages.flags[invocation]! |= Flag.abandoned;
  }

  private call(port: Port, invocation: Handle, first: Handle, isBatch: boolean): void {
    const { messages } = this.runtime;
    for (let record = first; record !== NONE; record = isBatch ? messages.next[record]! : NONE) {
      let calls = port.whole;
      if (port.rest > 0 && this.draws.next() < port.rest) calls++;
      for (; calls > 0; calls--) this.callOnce(port, invocation, record);
    }
  }

  private callOnce(port: Port, invocation: Handle, record: Handle): void {
    const { runtime } = this;
    const { messages } = runtime;
    const child = runtime.create(record);
    messages.parent[child] = invocation;
    messages.connection[child] = port.index;
    if (port.payload !== undefined) messages.size[child] = port.payload;
    if (port.perCall > 1) {
      if (port.untilCall > 0) messages.flags[child]! |= Flag.sameCall;
      port.untilCall = port.untilCall > 0 ? port.untilCall - 1 : port.perCall - 1;
    }
    messages.next[invocation]!++;
    this.attempt(child, port);
  }

  private attempt(child: Handle, port: Port): void {
    const { runtime } = this;
    const invocation = runtime.messages.parent[child]!;
    runtime.messages.tries[child]!++;
    const answer = runtime.send(port.index, child);
    if (answer === Answer.pending) return;
    this.recorder.saw(port.index, answer);
    if (answer === Answer.taken) this.returned(invocation);
    else this.refused(child, port, answer);
  }

  answered(child: Handle, answer: Answer): void {
    const { runtime } = this;
    const port = this.portOf.get(runtime.messages.connection[child]!)!;
    this.recorder.saw(port.index, answer);
    if (answer !== Answer.taken) return this.refused(child, port, answer);
    const invocation = runtime.messages.parent[child]!;
    runtime.release(child);
    this.returned(invocation);
  }

  /** Tries again where the SDK would; a function error (HTTP 200) it passes on. */
  private refused(child: Handle, port: Port, answer: Answer): void {
    const { runtime } = this;
    const { messages } = runtime;
    const invocation = messages.parent[child]!;
    const tries = messages.tries[child]!;
    const isOver = (messages.flags[invocation]! & Flag.abandoned) !== 0;
    if (!isOver && tries < port.attempts && answer !== Answer.failed) {
      const base = answer === Answer.throttled ? throttledBase : transientBase;
      const delay = this.draws.next() * Math.min(longestDelay, base * 2 ** (tries - 1));
      messages.flags[child]! &= ~Flag.sameCall;
      return runtime.after(delay, this.retry, child);
    }
    if (port.failsInvocation) messages.flags[invocation]! |= FAILED;
    runtime.release(child);
    this.returned(invocation);
  }

  retryNow(child: Handle): void {
    const { runtime, recorder } = this;
    const invocation = runtime.messages.parent[child]!;
    if ((runtime.messages.flags[invocation]! & Flag.abandoned) !== 0) {
      runtime.release(child);
      return this.returned(invocation);
    }
    recorder.count(Counter.retries);
    this.attempt(child, this.portOf.get(runtime.messages.connection[child]!)!);
  }

  /** One call less is open. */
  private returned(invocation: Handle): void {
    const { runtime } = this;
    const { messages } = runtime;
    const flags = messages.flags[invocation]!;
    const open = --messages.next[invocation]!;
    if ((flags & Flag.abandoned) !== 0) {
      this.recorder.count(Counter.wasted);
      if (open === 0) runtime.release(invocation);
      return;
    }
    if ((flags & WORK_DONE) === 0) return;
    if (open === 0) this.owner.invocationDone(invocation);
    else if (runtime.now() >= messages.since[invocation]! + this.timeout) this.deadline(invocation);
  }
}

function portOf({ index, connection }: Link): Port {
  const { callsPerInvocation, attempts, payload, failsInvocation, batchSize } = connection.config as BatchCallConfig;
  const whole = Math.floor(callsPerInvocation);
  return {
    index,
    whole,
    rest: callsPerInvocation - whole,
    attempts,
    payload,
    failsInvocation,
    perCall: (batchSize as number | undefined) ?? 1,
    waits: connection.to.contract === 'invoke' && connection.kind.invocation === 'synchronous',
    untilCall: 0,
  };
}
