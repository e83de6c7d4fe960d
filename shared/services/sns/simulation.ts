/**
 * A topic in a run: publishes within the account's quota, a copy for each subscription whose filter lets it through,
 * deliveries tried again on AWS's schedule.
 *
 * Units: messages published. Served counts those that all subscriptions got; lost those that one got not, after the last
 * attempt. Attempts count deliveries begun, retries deliveries tried again. Left out: that a FIFO topic holds a group
 * back while one of its deliveries is tried again.
 */
import {
  Actor,
  type ActorContext,
  Answer,
  type Bucket,
  Counter,
  type Disturbance,
  Flag,
  Gauge,
  type Handle,
  type Lane,
  type Recorder,
  type Runtime,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { TopicConfig } from './config';

const Kind = { deliver: 0, retry: 1 } as const;

/** Time from a publish to its first delivery, seconds: AWS states none; an assumption. */
const deliveryDelay = 0.02;

/** More groups than this share a bucket: each is then far below its limit. */
const mostGroups = 1 << 20;

/** Own flags of a publish: a delivery was given up. */
const DEAD_LETTERED = Flag.ownA;
const LOST = Flag.ownB;

interface Subscription {
  readonly index: number;
  readonly filterShare: number;
  readonly deadLetterQueue: number | undefined;
}

export class TopicActor extends Actor {
  private readonly index: number;
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
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
  private readonly byConnection = new Map<number, Subscription>();
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
    super();
    const { config } = context.resource;
    this.index = context.index;
    this.runtime = context.runtime;
    this.recorder = context.recorder;
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
    for (const subscription of this.subscriptions) this.byConnection.set(subscription.index, subscription);
    this.deliver = context.timer(Kind.deliver);
    this.retry = context.timer(Kind.retry);
    this.deliveryLane = context.lane(deliveryDelay);
  }

  override receive(message: Handle): Answer {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    recorder.count(Counter.offered);
    if (this.config.type === 'fifo') messages.key[message] = this.groupOf(messages.key[message]!);
    if (!this.admits(messages.key[message]!, messages.size[message]!)) {
      recorder.count(Counter.throttled);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    messages.since[message] = runtime.now();
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
    if (kind === Kind.retry) {
      this.recorder.count(Counter.retries);
      this.attempt(message);
      return;
    }
    this.fanOut(message);
  }

  /** A copy for each subscription; `mark` of the publish counts those still under way. */
  private fanOut(message: Handle): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    messages.mark[message] = 1;
    for (const { index, filterShare } of this.subscriptions) {
      if (filterShare < 1 && this.draws.next() >= filterShare) continue;
      const copy = runtime.create(message);
      messages.connection[copy] = index;
      messages.mark[message]!++;
      recorder.count(Counter.attempts);
      this.attempt(copy);
    }
    this.deliveryEnded(message);
  }

  private attempt(copy: Handle): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    const publish = messages.parent[copy]!;
    const connection = messages.connection[copy]!;
    const attempts = ++messages.tries[copy]!;
    const isDown = this.isStopped || (this.errorShare > 0 && this.draws.next() < this.errorShare);
    const answer = isDown ? Answer.unavailable : runtime.send(connection, copy);
    recorder.saw(connection, answer);
    if (answer < Answer.throttled) return this.deliveryEnded(publish);
    if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
    if (attempts < Math.min(65_535, this.mostAttempts)) return runtime.after(retryDelay(attempts), this.retry, copy);
    this.giveUp(copy, connection);
    this.deliveryEnded(publish);
  }

  /** The last attempt has failed: to the subscription's dead-letter queue, or lost. */
  private giveUp(copy: Handle, connection: number): void {
    const { runtime } = this;
    const { messages } = runtime;
    const { deadLetterQueue } = this.byConnection.get(connection)!;
    const publish = messages.parent[copy]!;
    const isKept = deadLetterQueue !== undefined && runtime.send(deadLetterQueue, copy) < Answer.throttled;
    messages.flags[publish]! |= isKept ? DEAD_LETTERED : LOST;
    if (!isKept) runtime.release(copy);
  }

  private deliveryEnded(publish: Handle): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    if (--messages.mark[publish]! > 0) return;
    const flags = messages.flags[publish]!;
    const isServed = (flags & (DEAD_LETTERED | LOST)) === 0;
    this.inside--;
    recorder.shift(Gauge.concurrency, -1);
    if (isServed) recorder.count(Counter.served);
    else recorder.count((flags & LOST) === 0 ? Counter.deadLettered : Counter.lost);
    recorder.latency(runtime.now() - messages.since[publish]!);
    if ((flags & Flag.traced) !== 0) {
      runtime.visit(publish, this.index, messages.since[publish]!, isServed ? Answer.taken : Answer.failed);
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
