/**
 * What standard and FIFO queues have in common in a run: consumers, messages in flight, visibility, dead letters,
 * retention.
 *
 * Units: messages. Served counts messages that a consumer deleted; lost those whose retention ended.
 */
import {
  Actor,
  type ActorContext,
  Answer,
  Counter,
  type Disturbance,
  Flag,
  Gauge,
  type Handle,
  type Lane,
  type Recorder,
  type Runtime,
  type Timer,
} from '#shared/model/simulation';
import type { QueueConfig } from './config';
import type { RedriveConfig } from './connections';

export const Kind = { visible: 0, visibilityOver: 1, retention: 2, nudge: 3 } as const;

export abstract class MessageQueue extends Actor {
  protected readonly runtime: Runtime;
  protected readonly recorder: Recorder;
  protected readonly config: QueueConfig;
  /** Inbound connections along which SQS itself moves messages here. */
  protected readonly movesHere: readonly number[];
  protected waiting = 0;
  protected inFlight = 0;
  protected isStopped = false;
  private readonly index: number;
  private readonly consumers: readonly number[];
  /** By position in `consumers`: asked for more than there was. */
  private readonly hungry: Uint8Array;
  private turn = 0;
  private readonly deadLetterQueue: number | undefined;
  private readonly maxReceives: number;
  private mostInFlight: number;
  private readonly inFlightQuota: string;
  private readonly quotaOf: ActorContext['quota'];
  private readonly delayed: Timer;
  private readonly visibilityOver: Timer;
  private readonly retentionOver: Timer;
  private readonly delayLane: Lane;
  private readonly visibilityLane: Lane;
  private isRetentionArmed = false;

  constructor(context: ActorContext<QueueConfig>, inFlightQuota: string) {
    super();
    const { config } = context.resource;
    this.index = context.index;
    this.runtime = context.runtime;
    this.recorder = context.recorder;
    this.config = config;
    const isRedrive = (contract: string): boolean => contract === 'redrive';
    this.movesHere = context.inbound
      .filter(({ connection }) => isRedrive(connection.from.contract))
      .map(({ index }) => index);
    this.consumers = context.outbound
      .filter(({ connection }) => connection.kind.invocation === 'poll')
      .map(({ index }) => index);
    this.hungry = new Uint8Array(this.consumers.length).fill(1);
    const redrive = context.outbound.find(({ connection }) => isRedrive(connection.from.contract));
    this.deadLetterQueue = redrive?.index;
    this.maxReceives = (redrive?.connection.config as RedriveConfig | undefined)?.maxReceiveCount ?? Infinity;
    this.inFlightQuota = inFlightQuota;
    this.quotaOf = (id) => context.quota(id);
    this.mostInFlight = context.quota(inFlightQuota);
    this.delayed = context.timer(Kind.visible);
    this.visibilityOver = context.timer(Kind.visibilityOver);
    this.retentionOver = context.timer(Kind.retention);
    this.delayLane = context.lane(config.delay);
    this.visibilityLane = context.watchLane(config.visibilityTimeout);
  }

  /** Puts a message where a receive finds it; `isReturned` after a failed receive. */
  protected abstract line(message: Handle, isReturned: boolean): void;
  /** Takes the next message out of the line; NONE (−1) for none that may be received now. */
  protected abstract unline(): Handle;
  /** The oldest message in line; −1 for none. */
  protected abstract oldest(): Handle;
  /** A message that was in flight is gone, or back in line. */
  protected abstract landed(message: Handle): void;

  /** Takes a message in. `isMoved`: SQS moved it here from another queue. */
  protected accept(message: Handle, isMoved: boolean): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    recorder.count(Counter.offered);
    messages.tries[message] = 0;
    // A standard queue's dead letters keep their age; a FIFO queue's start anew (sqs-dead-letter-queues).
    if (!isMoved || this.config.type === 'fifo') messages.since[message] = runtime.now();
    this.waiting++;
    recorder.shift(Gauge.backlog, 1);
    if (this.config.delay > 0 && !isMoved) return runtime.afterLane(this.delayLane, this.delayed, message);
    this.show(message, false);
  }

  private show(message: Handle, isReturned: boolean): void {
    this.line(message, isReturned);
    this.armRetention();
    this.callConsumer();
  }

  /** Tells the next consumer in turn that waits for messages. */
  protected callConsumer(): void {
    const { hungry, consumers } = this;
    for (let i = 0; i < hungry.length; i++) {
      const at = (this.turn + i) % hungry.length;
      if (hungry[at] === 0) continue;
      this.turn = (at + 1) % hungry.length;
      hungry[at] = 0;
      return this.runtime.ready(consumers[at]!, 0);
    }
  }

  override fetch(connection: number, _lane: number, most: number, into: Int32Array): number {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    const room = this.isStopped ? 0 : Math.min(most, this.mostInFlight - this.inFlight);
    let found = 0;
    while (found < room) {
      const message = this.unline();
      if (message < 0) break;
      this.waiting--;
      this.inFlight++;
      messages.tries[message]!++;
      runtime.watch(this.visibilityLane, this.visibilityOver, message);
      const copy = runtime.create(message);
      messages.connection[copy] = connection;
      messages.since[copy] = runtime.now();
      // The receipt: void once the message is deleted or visible again.
      messages.mark[copy] = messages.stamp[message]!;
      into[found++] = copy;
    }
    if (found > 0) {
      recorder.countMany(Counter.attempts, found);
      recorder.shift(Gauge.backlog, -found);
      recorder.shift(Gauge.inFlight, found);
    }
    if (found < most) this.hungry[this.consumers.indexOf(connection)] = 1;
    return found;
  }

  /** A delete, or nothing: what is not deleted comes back when its visibility timeout is over. */
  override settled(copy: Handle, answer: Answer): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    const message = messages.parent[copy]!;
    const isValid = messages.mark[copy] === messages.stamp[message];
    runtime.release(copy);
    if (answer !== Answer.taken) return;
    if (!isValid) return recorder.count(Counter.duplicates);
    recorder.count(Counter.served);
    recorder.latency(runtime.now() - messages.since[message]!);
    this.trace(message, Answer.taken);
    this.leaveFlight(message);
    this.landed(message);
    runtime.release(message);
  }

  private leaveFlight(message: Handle): void {
    this.inFlight--;
    this.recorder.shift(Gauge.inFlight, -1);
    this.runtime.unwatch(message);
  }

  override wake(kind: number, payload: number): void {
    switch (kind) {
      case Kind.visible:
        return this.show(payload, false);
      case Kind.visibilityOver:
        return this.comeBack(payload);
      case Kind.retention:
        this.isRetentionArmed = false;
        this.expire();
        return this.armRetention();
      default:
        return this.callConsumer();
    }
  }

  /** The consumer has not deleted the message in time. */
  private comeBack(message: Handle): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    this.leaveFlight(message);
    if (messages.tries[message]! >= this.maxReceives) {
      recorder.count(Counter.deadLettered);
      this.trace(message, Answer.failed);
      this.landed(message);
      runtime.send(this.deadLetterQueue!, message);
      return this.callConsumer();
    }
    recorder.count(Counter.retries);
    this.waiting++;
    recorder.shift(Gauge.backlog, 1);
    // In line first: a FIFO group must not give its next message before this one.
    this.show(message, true);
    this.landed(message);
  }

  private trace(message: Handle, answer: Answer): void {
    const { messages } = this.runtime;
    if ((messages.flags[message]! & Flag.traced) !== 0) {
      this.runtime.visit(message, this.index, messages.since[message]!, answer);
    }
  }

  private armRetention(): void {
    if (this.isRetentionArmed) return;
    const oldest = this.oldest();
    if (oldest < 0) return;
    this.isRetentionArmed = true;
    const left = this.runtime.messages.since[oldest]! + this.config.retention - this.runtime.now();
    this.runtime.after(Math.max(0, left), this.retentionOver, 0);
  }

  /** Deletes, unread, what has waited for longer than the retention. */
  private expire(): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    for (let oldest = this.oldest(); oldest >= 0; oldest = this.oldest()) {
      if (runtime.now() - messages.since[oldest]! < this.config.retention * (1 - 1e-12)) return;
      this.drop(oldest);
      this.waiting--;
      recorder.shift(Gauge.backlog, -1);
      recorder.count(Counter.lost);
      runtime.release(oldest);
    }
  }

  /** Takes the oldest message out of the line for good. */
  protected abstract drop(oldest: Handle): void;

  override oldestAge(): number {
    const oldest = this.oldest();
    return oldest < 0 ? 0 : this.runtime.now() - this.runtime.messages.since[oldest]!;
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
