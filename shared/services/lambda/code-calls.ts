/**
 * The calls that a function's code makes, with the SDK's retries. Synchronous invocations of other functions and HTTP
 * requests begin with the invocation and run beside its own work, whose duration includes the usual wait for them; messages and records are
 * sent when that work is done. The invocation ends when everything has been answered, or at its timeout.
 *
 * While calls are open, `next` of the invocation counts them.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Message from '#shared/model/message';
import {
  type ActorContext,
  type Handle,
  type Link,
  NONE,
  type Recorder,
  type Runtime,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { BatchCallConfig, CallConfig } from './call-config';
import { isWaitedFor } from './waited-calls';
import { longestDelay, throttledBase, transientBase } from './call-retries';

/** Less than any time that matters, and more than a rounding error of a year. */
const instant = 1e-6;

/** Own flags of an invocation. It ran into the function's timeout. */
export const TIMED_OUT = Message.OWN_D;
/** A call failed it. */
export const FAILED = Message.OWN_A;
const WORK_DONE = Message.OWN_B;
/** It stands for the message that is its parent. */
export const STAND_IN = Message.OWN_C;

interface Port {
  readonly index: number;
  readonly whole: number;
  readonly rest: number;
  readonly attempts: number;
  /** Bytes; −1: as received. */
  readonly payload: number;
  /** Added to the flags of what is sent: a pass where AWS counts them. */
  readonly pass: number;
  readonly failsInvocation: boolean;
  readonly perCall: number;
  untilCall: number;
}

/** Told when everything that an invocation called has been answered. */
export interface InvocationOwner {
  invocationDone(invocation: Handle): void;
}

export class CodeCalls {
  /** Whether calls begin with the invocation. */
  readonly hasWaits: boolean;
  private readonly waits: readonly Port[];
  private readonly sends: readonly Port[];
  /** By index of the connection. */
  private readonly portAt: Port[] = [];
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
  private readonly words: Int32Array;
  private readonly times: Float64Array;
  private readonly draws: Uniform;
  private readonly retry: Timer;
  private readonly owner: InvocationOwner;
  private readonly timeout: number;
  /** What stands for the invocation that is sending at present; itself as long as all is answered at once. */
  private present: Handle = NONE;

  constructor(context: ActorContext, links: readonly Link[], timeout: number, retry: Timer, owner: InvocationOwner) {
    this.runtime = context.runtime;
    this.recorder = context.recorder;
    this.words = context.runtime.messages.words;
    this.times = context.runtime.messages.times;
    this.draws = context.uniform('calls');
    const waitsFor = ({ connection }: Link): boolean => isWaitedFor(connection);
    const toPort = (link: Link): Port => portOf(link, context.guards.counts(link.connection) ? Message.PASS : 0);
    this.waits = links.filter((link) => waitsFor(link)).map(toPort);
    this.sends = links.filter((link) => !waitsFor(link)).map(toPort);
    this.hasWaits = this.waits.length > 0;
    for (const port of [...this.waits, ...this.sends]) this.portAt[port.index] = port;
    this.timeout = timeout;
    this.retry = retry;
    this.owner = owner;
  }

  /**
   * An invocation begins that is a stand-in or a batch; `first` is its message, or the first of its records.
   * @param each records that one message stands for
   */
  begin(invocation: Handle, first: Handle, isBatch: boolean, each: number): void {
    this.words[invocation + Message.next] = 0;
    if (!this.hasWaits) return;
    const outer = this.present;
    this.present = invocation;
    for (const port of this.waits) this.call(port, first, isBatch, each);
    this.present = outer;
  }

  /**
   * The invocation's own work has succeeded: sends. Returns NONE where everything has been answered already, else what
   * stands for the invocation from now on.
   */
  workDone(invocation: Handle, first: Handle, isBatch: boolean, each: number): Handle {
    const { words } = this;
    // A function that feeds itself may begin another invocation while this one is sending.
    const outer = this.present;
    this.present = invocation;
    for (const port of this.sends) this.call(port, first, isBatch, each);
    const standIn = this.present;
    this.present = outer;
    if (standIn === first) return NONE;
    if (words[standIn + Message.next]! > 0) {
      words[standIn + Message.flags]! |= WORK_DONE;
      return standIn;
    }
    if (standIn !== invocation) {
      words[invocation + Message.flags]! |= words[standIn + Message.flags]! & FAILED;
      this.runtime.release(standIn);
    }
    return NONE;
  }

  hasFailed(invocation: Handle): boolean {
    return (this.words[invocation + Message.flags]! & FAILED) !== 0;
  }

  /** The function's timeout is over: what is still open is given up. */
  deadline(invocation: Handle): void {
    const { words } = this;
    if ((words[invocation + Message.flags]! & WORK_DONE) === 0) return;
    this.recorder.count(Counter.timeouts);
    words[invocation + Message.flags]! |= FAILED;
    this.owner.invocationDone(invocation);
  }

  /** Releases an invocation that has ended, or leaves that to the last of its calls. */
  dismiss(invocation: Handle): void {
    const { runtime, words } = this;
    if (words[invocation + Message.next] === 0) {
      runtime.release(invocation);
      return;
    }
    runtime.unwatch(invocation);
    words[invocation + Message.flags]! |= Message.ABANDONED;
  }

  private call(port: Port, first: Handle, isBatch: boolean, each: number): void {
    const { words } = this;
    for (let record = first; record !== NONE; record = isBatch ? words[record + Message.next]! : NONE) {
      for (let of = 0; of < each; of++) {
        let calls = port.whole;
        if (port.rest > 0 && this.draws.next() < port.rest) calls++;
        for (; calls > 0; calls--) this.callOnce(port, record, each);
      }
    }
  }

  private callOnce(port: Port, record: Handle, each: number): void {
    const { runtime, words } = this;
    const child = runtime.create(record);
    if (port.payload >= 0) words[child + Message.size] = port.payload;
    else if (each > 1) words[child + Message.size] = Math.round(words[child + Message.size]! / each);
    words[child + Message.flags]! += port.pass;
    if (port.perCall > 1) {
      if (port.untilCall > 0) words[child + Message.flags]! |= Message.SAME_CALL;
      port.untilCall = port.untilCall > 0 ? port.untilCall - 1 : port.perCall - 1;
    }
    words[child + Message.tries] = 1;
    const answer = runtime.send(port.index, child);
    if (answer === Answer.taken) {
      this.recorder.saw(port.index, answer);
      return;
    }
    const invocation = this.owned(record);
    words[child + Message.parent] = invocation;
    words[invocation + Message.next]!++;
    if (answer === Answer.pending) return;
    this.recorder.saw(port.index, answer);
    this.refused(child, port, answer);
  }

  /** The present invocation, or, if it is no more than its message, a stand-in that can outlast its answer. */
  private owned(message: Handle): Handle {
    if (this.present !== message) return this.present;
    const { words, times } = this;
    const standIn = this.runtime.create(message);
    words[standIn + Message.flags]! |= STAND_IN;
    words[standIn + Message.connection] = words[message + Message.connection]!;
    words[standIn + Message.mark] = words[message + Message.mark]!;
    words[standIn + Message.next] = 0;
    times[(standIn >> 1) + Message.since] = times[(message >> 1) + Message.since]!;
    this.present = standIn;
    return standIn;
  }

  answered(child: Handle, answer: Answer.Code): void {
    const { runtime, words } = this;
    const port = this.portAt[words[child + Message.connection]!]!;
    this.recorder.saw(port.index, answer);
    if (answer !== Answer.taken) {
      this.refused(child, port, answer);
      return;
    }
    const invocation = words[child + Message.parent]!;
    runtime.release(child);
    this.returned(invocation);
  }

  /** Tries again where the SDK would; a function error (HTTP 200) it passes on. */
  private refused(child: Handle, port: Port, answer: Answer.Code): void {
    const { runtime, words } = this;
    const invocation = words[child + Message.parent]!;
    const tries = words[child + Message.tries]!;
    const isOver = (words[invocation + Message.flags]! & Message.ABANDONED) !== 0;
    if (!isOver && tries < port.attempts && answer !== Answer.failed) {
      const base = answer === Answer.throttled ? throttledBase : transientBase;
      const delay = this.draws.next() * Math.min(longestDelay, base * 2 ** (tries - 1));
      words[child + Message.flags]! &= ~Message.SAME_CALL;
      const left = this.deadlineOf(invocation) - runtime.now();
      runtime.after(Math.max(0, Math.min(delay, left)), this.retry, child);
      return;
    }
    if (port.failsInvocation) words[invocation + Message.flags]! |= FAILED;
    runtime.release(child);
    this.returned(invocation);
  }

  private deadlineOf(invocation: Handle): number {
    return this.times[(invocation >> 1) + Message.since]! + this.timeout;
  }

  retryNow(child: Handle): void {
    const { runtime, recorder, words } = this;
    const invocation = words[child + Message.parent]!;
    const isOver = (words[invocation + Message.flags]! & Message.ABANDONED) !== 0;
    if (!isOver && runtime.now() < this.deadlineOf(invocation) - instant) {
      recorder.count(Counter.retries);
      this.attempt(child, this.portAt[words[child + Message.connection]!]!);
      return;
    }
    runtime.release(child);
    if (isOver) {
      this.returned(invocation);
      return;
    }
    words[invocation + Message.next]!--;
    words[invocation + Message.flags]! |= FAILED;
    this.deadline(invocation);
  }

  private attempt(child: Handle, port: Port): void {
    const { runtime, words } = this;
    const invocation = words[child + Message.parent]!;
    words[child + Message.tries]!++;
    const answer = runtime.send(port.index, child);
    if (answer === Answer.pending) return;
    this.recorder.saw(port.index, answer);
    if (answer === Answer.taken) this.returned(invocation);
    else this.refused(child, port, answer);
  }

  /** One call less is open. */
  private returned(invocation: Handle): void {
    const { words } = this;
    const flags = words[invocation + Message.flags]!;
    const open = words[invocation + Message.next]! - 1;
    words[invocation + Message.next] = open;
    if ((flags & Message.ABANDONED) !== 0) {
      this.recorder.count(Counter.wasted);
      if (open === 0) this.runtime.release(invocation);
      return;
    }
    if ((flags & WORK_DONE) === 0 || invocation === this.present) return;
    if (open === 0) this.owner.invocationDone(invocation);
  }
}

function portOf({ index, connection }: Link, pass: number): Port {
  const { callsPerInvocation, attempts, payload, failsInvocation, batchSize } = connection.config as CallConfig &
    Partial<BatchCallConfig>;
  const whole = Math.floor(callsPerInvocation);
  return {
    index,
    whole,
    rest: callsPerInvocation - whole,
    attempts,
    payload: payload ?? -1,
    pass,
    failsInvocation,
    perCall: batchSize ?? 1,
    untilCall: 0,
  };
}
