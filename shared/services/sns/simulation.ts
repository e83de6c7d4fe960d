/**
 * A topic in a run: publishes within the account's quota, a copy for each subscription whose filter lets it through,
 * deliveries tried again on AWS's schedule.
 *
 * Units: messages published. Served counts those that all subscriptions got; lost those that one got not, after the last
 * attempt. Attempts count deliveries begun, retries deliveries tried again. Left out: that a FIFO topic holds a group
 * back while one of its deliveries is tried again.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import * as Message from '#shared/model/message';
import {
  Actor,
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  type Lane,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { TopicConfig } from './config';

/** Kinds of timers. */
const DELIVER = 0;
const RETRY = 1;

/** Time from a publish to its first delivery, seconds: AWS states none; an assumption. */
const deliveryDelay = 0.02;

/** More groups than this share a bucket: each is then far below its limit. */
const mostGroups = 1 << 20;

/** Own flags of a publish: a delivery was given up. */
const DEAD_LETTERED = Message.OWN_A;
const LOST = Message.OWN_B;

interface Subscription {
  readonly index: number;
  readonly filterShare: number;
  readonly deadLetterQueue: number | undefined;
}

export class TopicActor extends Actor {
  private readonly config: TopicConfig;
  private readonly quota: ActorContext['quota'];
  private readonly accountQuota: string;
  private readonly account: Bucket;
  private readonly topic: Bucket | undefined;
  private readonly topicBytes: Bucket | undefined;
  private readonly groupBuckets: Bucket[] = [];
  private readonly bucketForGroup: (() => Bucket) | undefined;
  private readonly draws: Uniform;
  private readonly subscriptions: readonly Subscription[];
  private readonly deliver: Timer;
  private readonly retry: Timer;
  private readonly deliveryLane: Lane;
  private readonly mostAttempts: number;
  private hotShare = 0;
  private slowness = 1;
  private errorShare = 0;
  private isStopped = false;
  private inside = 0;

  constructor(context: ActorContext<TopicConfig>) {
    super(context);
    const { config } = context.resource;
    this.config = config;
    this.quota = (id) => context.quota(id);
    const isFifo = config.type === 'fifo';
    this.accountQuota = isFifo ? 'sns/publish-fifo' : 'sns/publish-standard';
    const rate = context.quota(this.accountQuota);
    this.account = context.sharedBucket(this.accountQuota, rate, rate);
    if (isFifo && config.throughputScope === 'Topic') {
      this.topic = context.bucket(context.quota('sns/fifo-topic'), context.quota('sns/fifo-topic'));
      this.topicBytes = context.bucket(context.quota('sns/fifo-topic-bytes'), context.quota('sns/fifo-topic-bytes'));
    }
    const perGroup = context.quota('sns/fifo-group');
    this.bucketForGroup = isFifo ? () => context.bucket(perGroup, perGroup) : undefined;
    this.draws = context.uniform('messages');
    this.mostAttempts = context.quota('sns/delivery-attempts');
    const deadLetters = context.outbound.filter(({ connection }) => connection.kind.role === 'failure');
    this.subscriptions = context.outbound
      .filter(({ connection }) => connection.kind.role === 'work')
      .map(({ index, connection }) => ({
        index,
        filterShare: (connection.config['filterShare'] as number | undefined) ?? 1,
        deadLetterQueue: deadLetters.find(({ connection: { config: own } }) =>
          ['', undefined, connection.id].includes(own['subscription'] as string | undefined),
        )?.index,
      }));
    this.deliver = context.messageTimer(DELIVER);
    this.retry = context.messageTimer(RETRY);
    this.deliveryLane = context.lane(deliveryDelay);
  }

  override receive(message: Handle): Answer.Code {
    const { runtime, recorder, words } = this;
    recorder.count(Counter.offered);
    if (this.config.type === 'fifo') words[message + Message.key] = this.groupOf(words[message + Message.key]!);
    if (!this.admits(words[message + Message.key]!, words[message + Message.size]!)) {
      recorder.count(Counter.throttled);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    this.times[(message >> 1) + Message.since] = runtime.now();
    words[message + Message.flags]! &= ~(DEAD_LETTERED | LOST);
    this.inside++;
    recorder.shift(Gauge.concurrency, 1);
    if (this.slowness === 1) runtime.afterLane(this.deliveryLane, this.deliver, message);
    else runtime.after(deliveryDelay * this.slowness, this.deliver, message);
    return Answer.taken;
  }

  private groupOf(key: number): number {
    const groups = Math.min(mostGroups, this.config.messageGroups);
    if (key >= 0) return key % groups;
    if (this.hotShare > 0 && this.draws.next() < this.hotShare) return 0;
    return Math.floor(this.draws.next() * groups);
  }

  private admits(group: number, size: number): boolean {
    if (this.bucketForGroup && !(this.groupBuckets[group] ??= this.bucketForGroup()).take()) return false;
    if (this.topic && !this.topic.take()) return false;
    if (this.topicBytes && !this.topicBytes.takeMany(size)) return false;
    return this.account.take();
  }

  override wake(kind: number, message: number): void {
    if (kind === DELIVER) this.fanOut(message);
    else {
      this.recorder.count(Counter.retries);
      this.attempt(message);
    }
  }

  /** A copy for each subscription; `mark` of the publish counts those still under way. */
  private fanOut(publish: Handle): void {
    const { runtime, recorder, words } = this;
    words[publish + Message.mark] = 1;
    for (const { index, filterShare } of this.subscriptions) {
      if (filterShare < 1 && this.draws.next() >= filterShare) continue;
      const copy = runtime.create(publish);
      words[copy + Message.connection] = index;
      words[publish + Message.mark]!++;
      recorder.count(Counter.attempts);
      this.attempt(copy);
    }
    this.deliveryEnded(publish);
  }

  private attempt(copy: Handle): void {
    const { runtime, recorder, words } = this;
    // Read before the copy may become the receiver's.
    const publish = words[copy + Message.parent]!;
    const connection = words[copy + Message.connection]!;
    const attempts = words[copy + Message.tries]! + 1;
    words[copy + Message.tries] = attempts;
    const isDown = this.isStopped || (this.errorShare > 0 && this.draws.next() < this.errorShare);
    const answer = isDown ? Answer.unavailable : runtime.send(connection, copy);
    recorder.saw(connection, answer);
    if (answer < Answer.throttled) {
      this.deliveryEnded(publish);
      return;
    }
    if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
    if (attempts < this.mostAttempts) {
      runtime.after(retryDelay(attempts), this.retry, copy);
      return;
    }
    this.giveUp(copy, connection);
    this.deliveryEnded(publish);
  }

  /** The last attempt has failed: to the subscription's dead-letter queue, or lost. */
  private giveUp(copy: Handle, connection: number): void {
    const { runtime, words } = this;
    const { deadLetterQueue } = this.subscriptions.find(({ index }) => index === connection)!;
    const publish = words[copy + Message.parent]!;
    const isKept = deadLetterQueue !== undefined && runtime.send(deadLetterQueue, copy) < Answer.throttled;
    words[publish + Message.flags]! |= isKept ? DEAD_LETTERED : LOST;
    if (!isKept) runtime.release(copy);
  }

  private deliveryEnded(publish: Handle): void {
    const { runtime, recorder, words } = this;
    const left = words[publish + Message.mark]! - 1;
    words[publish + Message.mark] = left;
    if (left > 0) return;
    const flags = words[publish + Message.flags]!;
    const since = this.times[(publish >> 1) + Message.since]!;
    this.inside--;
    recorder.shift(Gauge.concurrency, -1);
    if ((flags & (DEAD_LETTERED | LOST)) === 0) recorder.count(Counter.served);
    else recorder.count((flags & LOST) === 0 ? Counter.deadLettered : Counter.lost);
    recorder.latency(runtime.now() - since);
    if ((flags & Message.TRACED) !== 0) {
      runtime.visit(publish, this.index, since, (flags & (DEAD_LETTERED | LOST)) === 0 ? Answer.taken : Answer.failed);
    }
    runtime.release(publish);
  }

  override held(): number {
    return this.inside;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'hot-key') this.hotShare = disturbance.share;
    else if (disturbance.kind === 'slowness') this.slowness = disturbance.factor;
    else if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') this.isStopped = disturbance.stopped;
    else if (disturbance.kind === 'quotas') {
      const rate = this.quota(this.accountQuota);
      this.account.resize(rate, rate);
    }
  }
}

/**
 * Seconds before the next attempt after `attempts` have failed: 3 at once, 2 a second apart, 10 backing off from 1 to
 * 20 s (taken as even steps), the rest 20 s apart (sns-message-delivery-retries, 2026-11-23).
 */
function retryDelay(attempts: number): number {
  if (attempts <= 3) return 0;
  if (attempts <= 5) return 1;
  return attempts <= 15 ? 1 + ((attempts - 5) * 19) / 10 : 20;
}

export function actor(context: ActorContext<TopicConfig>): Actor {
  return new TopicActor(context);
}
