import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Message from '#shared/model/message';
import {
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  NONE,
  type Timer,
} from '#shared/model/simulation';
import type { QueueConfig } from './config';
import { MessageGroups } from './message-groups';
import { MessageQueue, NUDGE } from './message-queue';

/** More groups than this block each other so seldom that they are folded together. */
const mostGroups = 1 << 20;

/**
 * A FIFO queue: a line for each message group, and groups with messages to give in turn. One receive gives messages of
 * one group, and while any of them is in flight no other of that group is given (FIFO delivery logic). Sends, receives
 * and deletes are calls with quotas of their own; a batch is one call.
 */
export class FifoQueue extends MessageQueue {
  private readonly groups: MessageGroups;
  private readonly heads: Int32Array;
  private readonly tails: Int32Array;
  private readonly flying: Int32Array;
  /** In the ring of groups that can give. */
  private readonly isListed: Uint8Array;
  /** Groups with messages waiting, in no order, and the place of each. */
  private readonly active: Int32Array;
  private readonly activeAt: Int32Array;
  private activeCount = 0;
  private ring = new Int32Array(64);
  private ringFirst = 0;
  private ringCount = 0;
  /** The group that the present receive gives from; −1 before its first message. */
  private giving = -1;
  private readonly sends: Bucket;
  private readonly receives: Bucket;
  private readonly callRate: number;
  private readonly groupSends: Bucket[] = [];
  private readonly bucketFor: (() => Bucket) | undefined;
  private readonly nudge: Timer;
  private isNudgePending = false;

  constructor(context: ActorContext<QueueConfig>) {
    super(context);
    this.groups = new MessageGroups(context, mostGroups);
    const { count } = this.groups;
    this.heads = new Int32Array(count).fill(NONE);
    this.tails = new Int32Array(count).fill(NONE);
    this.flying = new Int32Array(count);
    this.isListed = new Uint8Array(count);
    this.active = new Int32Array(count);
    this.activeAt = new Int32Array(count);
    const isHigh = context.resource.config.throughput === 'high';
    this.callRate = context.quota(isHigh ? 'sqs/fifo-high-throughput-calls' : 'sqs/fifo-calls');
    this.sends = context.bucket(this.callRate, this.callRate);
    this.receives = context.bucket(this.callRate, this.callRate);
    const perGroup = context.quota('sqs/fifo-group-calls');
    this.bucketFor = isHigh ? () => context.bucket(perGroup, perGroup) : undefined;
    this.nudge = context.timer(NUDGE);
  }

  override receive(message: Handle, connection: number): Answer.Code {
    const { words } = this;
    const isMoved = this.isMove(connection);
    const group = this.groups.of(words[message + Message.key]!);
    const startsCall = (words[message + Message.flags]! & Message.SAME_CALL) === 0;
    if (!isMoved && startsCall && !this.takesCall(group)) {
      this.recorder.count(Counter.offered);
      this.recorder.count(Counter.throttled);
      this.recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    words[message + Message.key] = group;
    this.accept(message, isMoved);
    return Answer.taken;
  }

  private takesCall(group: number): boolean {
    if (this.bucketFor && !(this.groupSends[group] ??= this.bucketFor()).take()) return false;
    return this.sends.take();
  }

  override fetch(connection: number, lane: number, most: number, into: Int32Array): number {
    if (this.receives.level() < 1) {
      this.nudgeLater();
      return super.fetch(connection, lane, 0, into);
    }
    this.giving = -1;
    const found = super.fetch(connection, lane, most, into);
    if (found > 0) this.receives.take();
    return found;
  }

  private nudgeLater(): void {
    if (this.isNudgePending) return;
    this.isNudgePending = true;
    this.runtime.after(1 / this.callRate, this.nudge, 0);
  }

  override wake(kind: number, payload: number): void {
    if (kind === NUDGE) this.isNudgePending = false;
    super.wake(kind, payload);
  }

  protected override line(message: Handle, isReturned: boolean): void {
    const { words } = this;
    const group = words[message + Message.key]!;
    if (this.heads[group] === NONE) {
      words[message + Message.next] = NONE;
      this.heads[group] = message;
      this.tails[group] = message;
      this.activeAt[group] = this.activeCount;
      this.active[this.activeCount++] = group;
    } else if (isReturned) this.insertInOrder(message, group);
    else {
      words[message + Message.next] = NONE;
      words[this.tails[group]! + Message.next] = message;
      this.tails[group] = message;
    }
    this.list(group);
  }

  /** What comes back stands before all that was sent after it. */
  private insertInOrder(message: Handle, group: number): void {
    const { words, times } = this;
    const since = times[(message >> 1) + Message.since]!;
    let before: Handle = NONE;
    let at = this.heads[group]!;
    while (at !== NONE && times[(at >> 1) + Message.since]! <= since) {
      before = at;
      at = words[at + Message.next]!;
    }
    words[message + Message.next] = at;
    if (before === NONE) this.heads[group] = message;
    else words[before + Message.next] = message;
    if (at === NONE) this.tails[group] = message;
  }

  /** Enters a group in the ring if it has messages to give. */
  private list(group: number): void {
    if (this.isListed[group] === 1 || this.flying[group]! > 0 || this.heads[group] === NONE) return;
    this.isListed[group] = 1;
    if (this.ringCount === this.ring.length) this.growRing();
    this.ring[(this.ringFirst + this.ringCount++) & (this.ring.length - 1)] = group;
  }

  protected override unline(): Handle {
    while (this.giving < 0) {
      if (this.ringCount === 0) return NONE;
      const group = this.ring[this.ringFirst]!;
      this.ringFirst = (this.ringFirst + 1) & (this.ring.length - 1);
      this.ringCount--;
      this.isListed[group] = 0;
      // A group whose messages have all expired has nothing to give.
      if (this.heads[group] !== NONE) this.giving = group;
    }
    const message = this.heads[this.giving]!;
    if (message === NONE) return NONE;
    this.takeHead(this.giving);
    this.flying[this.giving]!++;
    return message;
  }

  private takeHead(group: number): void {
    const next = this.words[this.heads[group]! + Message.next]!;
    this.heads[group] = next;
    if (next !== NONE) return;
    const at = this.activeAt[group]!;
    const last = this.active[--this.activeCount]!;
    this.active[at] = last;
    this.activeAt[last] = at;
  }

  protected override landed(message: Handle): void {
    const group = this.words[message + Message.key]!;
    this.flying[group]!--;
    if (this.flying[group] === 0 && this.heads[group] !== NONE) {
      this.list(group);
      this.callConsumer();
    }
  }

  /** The oldest first message of a group: groups keep their order, so it is the oldest of all. */
  protected override oldest(): Handle {
    const { times } = this;
    let oldest: Handle = NONE;
    for (let i = 0; i < this.activeCount; i++) {
      const head = this.heads[this.active[i]!]!;
      if (oldest === NONE || times[(head >> 1) + Message.since]! < times[(oldest >> 1) + Message.since]!) oldest = head;
    }
    return oldest;
  }

  protected override drop(oldest: Handle): void {
    this.takeHead(this.words[oldest + Message.key]!);
  }

  private growRing(): void {
    const { ring, ringFirst } = this;
    this.ring = new Int32Array(ring.length * 2);
    this.ring.set(ring.subarray(ringFirst));
    this.ring.set(ring.subarray(0, ringFirst), ring.length - ringFirst);
    this.ringFirst = 0;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'hot-key') this.groups.heat(disturbance.share);
    else super.disturb(disturbance);
  }
}
