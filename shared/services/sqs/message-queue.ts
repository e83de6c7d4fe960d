/**
 * What queues of every type have in common in a run: consumers, messages in flight, visibility, dead letters,
 * retention.
 *
 * Units: messages. Served counts messages that a consumer deleted, attempts receives, retries returns after a visibility
 * timeout; lost counts messages whose retention ended.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import * as Message from '#shared/model/message';
import {
  Actor,
  type ActorContext,
  type Disturbance,
  type Handle,
  type Lane,
  NONE,
  type Timer,
} from '#shared/model/simulation';
import type { QueueConfig } from './config';
import type { RedriveConfig } from './connections';
import { inFlightQuota } from './quotas';

/** Kinds of timers. */
const DELAY_OVER = 0;
const VISIBILITY_OVER = 1;
const RETENTION_OVER = 2;
/** For subclasses: more to receive now. */
export const NUDGE = 3;

/** Own flags of a message in flight. The consumer has given it back without a delete. */
const GIVEN_BACK = Message.OWN_B;
/** The consumer still has it in hand, but its visibility timeout is over: a twin of it is in the queue. */
const OVERDUE = Message.OWN_C;

export abstract class MessageQueue extends Actor {
  protected readonly config: QueueConfig;
  protected waiting = 0;
  protected inFlight = 0;
  protected isStopped = false;
  /** By index of the connection: SQS itself moves messages here. */
  private readonly movesHere: boolean[] = [];
  private readonly consumers: readonly number[];
  /** By position in `consumers`: asked for more than there was. */
  private readonly hungry: Uint8Array;
  private turn = 0;
  private readonly deadLetterQueue: number;
  private readonly maxReceives: number;
  private mostInFlight: number;
  private readonly inFlightQuota: string;
  private readonly quotaOf: ActorContext['quota'];
  private readonly delayOver: Timer;
  private readonly visibilityOver: Timer;
  private readonly retentionOver: Timer;
  private readonly delayLane: Lane;
  private readonly visibilityLane: Lane;
  private isRetentionArmed = false;

  constructor(context: ActorContext<QueueConfig>) {
    super(context);
    const { config } = context.resource;
    this.config = config;
    for (const { index, connection } of context.inbound) this.movesHere[index] = connection.from.contract === 'redrive';
    this.consumers = context.outbound
      .filter(({ connection }) => connection.kind.invocation === 'poll')
      .map(({ index }) => index);
    this.hungry = new Uint8Array(this.consumers.length).fill(1);
    const redrive = context.outbound.find(({ connection }) => connection.from.contract === 'redrive');
    this.deadLetterQueue = redrive?.index ?? NONE;
    this.maxReceives = (redrive?.connection.config as RedriveConfig | undefined)?.maxReceiveCount ?? Infinity;
    this.inFlightQuota = inFlightQuota(config.type);
    this.quotaOf = (id) => context.quota(id);
    this.mostInFlight = context.quota(this.inFlightQuota);
    this.delayOver = context.messageTimer(DELAY_OVER);
    this.visibilityOver = context.messageTimer(VISIBILITY_OVER);
    this.retentionOver = context.timer(RETENTION_OVER);
    this.delayLane = context.lane(config.delay);
    this.visibilityLane = context.watchLane(config.visibilityTimeout);
  }

  /** Puts a message where a receive finds it; `isReturned` after a failed receive. */
  protected abstract line(message: Handle, isReturned: boolean): void;
  /** Takes the next message out of the line; NONE for none that may be received now. */
  protected abstract unline(): Handle;
  /** The oldest message in line; NONE for none. */
  protected abstract oldest(): Handle;
  /** Takes the oldest message out of the line for good. */
  protected abstract drop(oldest: Handle): void;
  /** A message that was in flight is gone, or back in line. */
  protected abstract landed(message: Handle): void;

  protected isMove(connection: number): boolean {
    return this.movesHere[connection] === true;
  }

  /** Takes a message in. `isMoved`: SQS moved it here from another queue. */
  protected accept(message: Handle, isMoved: boolean): void {
    const { runtime, recorder } = this;
    recorder.count(Counter.offered);
    this.words[message + Message.tries] = 0;
    this.words[message + Message.flags]! &= ~(GIVEN_BACK | OVERDUE);
    // A standard queue's dead letters keep their age; a FIFO queue's start anew (sqs-dead-letter-queues).
    if (!isMoved || this.config.type === 'fifo') this.times[(message >> 1) + Message.since] = runtime.now();
    this.waiting++;
    recorder.shift(Gauge.backlog, 1);
    if (this.config.delay > 0 && !isMoved) runtime.afterLane(this.delayLane, this.delayOver, message);
    else this.show(message, false);
  }

  private show(message: Handle, isReturned: boolean): void {
    this.line(message, isReturned);
    if (!this.isRetentionArmed) this.armRetention();
    this.callConsumer();
  }

  /** Tells the next consumer in turn that waits for messages. */
  protected callConsumer(): void {
    const { hungry, consumers } = this;
    for (let i = 0; i < hungry.length; i++) {
      const at = this.turn + i < hungry.length ? this.turn + i : this.turn + i - hungry.length;
      if (hungry[at] === 0) continue;
      this.turn = at + 1 < hungry.length ? at + 1 : 0;
      hungry[at] = 0;
      this.runtime.ready(consumers[at]!, 0);
      return;
    }
  }

  override fetch(connection: number, _lane: number, most: number, into: Int32Array): number {
    const { runtime, recorder, words } = this;
    const room = this.isStopped ? 0 : Math.min(most, this.mostInFlight - this.inFlight);
    let found = 0;
    while (found < room) {
      const message = this.unline();
      if (message === NONE) break;
      words[message + Message.tries]!++;
      runtime.watch(this.visibilityLane, this.visibilityOver, message);
      into[found++] = message;
    }
    if (found > 0) {
      this.waiting -= found;
      this.inFlight += found;
      recorder.countMany(Counter.attempts, found);
      recorder.shift(Gauge.backlog, -found);
      recorder.shift(Gauge.inFlight, found);
    }
    if (found < most) this.hungry[this.consumers.length === 1 ? 0 : this.consumers.indexOf(connection)] = 1;
    return found;
  }

  /** Deletes, or, after a failure, nothing: what is not deleted comes back when its visibility timeout is over. */
  override settled(first: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words, times } = this;
    const now = runtime.now();
    let deleted = 0;
    for (let message = first; message !== NONE;) {
      const next = words[message + Message.next]!;
      const flags = words[message + Message.flags]!;
      if ((flags & OVERDUE) !== 0) {
        if (answer === Answer.taken) recorder.count(Counter.duplicates);
        runtime.release(message);
      } else if (answer === Answer.taken) {
        deleted++;
        const since = times[(message >> 1) + Message.since]!;
        recorder.latency(now - since);
        if ((flags & Message.TRACED) !== 0) runtime.visit(message, this.index, since, answer);
        this.landed(message);
        runtime.release(message);
      } else words[message + Message.flags] = flags | GIVEN_BACK;
      message = next;
    }
    if (deleted === 0) return;
    this.inFlight -= deleted;
    recorder.countMany(Counter.served, deleted);
    recorder.shift(Gauge.inFlight, -deleted);
  }

  override wake(kind: number, payload: number): void {
    if (kind === VISIBILITY_OVER) this.comeBack(payload);
    else if (kind === DELAY_OVER) this.show(payload, false);
    else if (kind === NUDGE) this.callConsumer();
    else {
      this.isRetentionArmed = false;
      this.expire();
      this.armRetention();
    }
  }

  /**
   * The consumer has not deleted the message in time: it is back in the queue, or dead-lettered. The consumer may still
   * have it in hand, and then keeps a receipt that is worth nothing any more.
   */
  private comeBack(received: Handle): void {
    const { runtime, recorder, words } = this;
    const isGivenBack = (words[received + Message.flags]! & GIVEN_BACK) !== 0;
    const message = isGivenBack ? received : this.twinOf(received);
    words[message + Message.flags]! &= ~GIVEN_BACK;
    this.inFlight--;
    recorder.shift(Gauge.inFlight, -1);
    if (words[message + Message.tries]! >= this.maxReceives) {
      recorder.count(Counter.deadLettered);
      if ((words[message + Message.flags]! & Message.TRACED) !== 0) {
        runtime.visit(message, this.index, this.times[(message >> 1) + Message.since]!, Answer.failed);
      }
      this.landed(message);
      runtime.send(this.deadLetterQueue, message);
      return;
    }
    recorder.count(Counter.retries);
    this.waiting++;
    recorder.shift(Gauge.backlog, 1);
    // In line first: a FIFO group must not give its next message before this one.
    this.show(message, true);
    this.landed(message);
  }

  private twinOf(message: Handle): Handle {
    const { words, times } = this;
    words[message + Message.flags]! |= OVERDUE;
    const twin = this.runtime.create(message);
    words[twin + Message.tries] = words[message + Message.tries]!;
    times[(twin >> 1) + Message.since] = times[(message >> 1) + Message.since]!;
    return twin;
  }

  private armRetention(): void {
    const oldest = this.oldest();
    if (oldest === NONE) return;
    this.isRetentionArmed = true;
    const left = this.times[(oldest >> 1) + Message.since]! + this.config.retention - this.runtime.now();
    this.runtime.after(Math.max(0, left), this.retentionOver, 0);
  }

  /** Deletes, unread, what has waited for longer than the retention. */
  private expire(): void {
    const { runtime, recorder } = this;
    // A timer may come a rounding error before the age that it was set for.
    const limit = runtime.now() - this.config.retention * (1 - 1e-12);
    for (let oldest = this.oldest(); oldest !== NONE; oldest = this.oldest()) {
      if (this.times[(oldest >> 1) + Message.since]! > limit) return;
      this.drop(oldest);
      this.waiting--;
      recorder.shift(Gauge.backlog, -1);
      recorder.count(Counter.lost);
      runtime.release(oldest);
    }
  }

  override oldestAge(): number {
    const oldest = this.oldest();
    return oldest === NONE ? 0 : this.runtime.now() - this.times[(oldest >> 1) + Message.since]!;
  }

  override held(): number {
    return this.waiting + this.inFlight;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'consumer-stopped') {
      this.isStopped = disturbance.stopped;
      if (!this.isStopped) for (let i = 0; i < this.hungry.length; i++) this.callConsumer();
    } else if (disturbance.kind === 'quotas') this.mostInFlight = this.quotaOf(this.inFlightQuota);
  }
}
