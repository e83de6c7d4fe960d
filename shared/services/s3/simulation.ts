/**
 * A bucket in a run: requests within what each partitioned prefix takes, answered at once, and of each write an event
 * for every notification that it causes, delivered later and tried again where the receiver refuses it.
 *
 * Units: requests. The backlog is the events that a receiver refused; attempts count deliveries begun, retries deliveries tried again.
 * Left out: that S3 splits prefixes under load that lasts.
 */
import { type Backoff, backoff } from '#shared/model/backoff';
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
  NONE,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { Access } from '#shared/model/connection';
import type { BucketConfig } from './config';
import { accessOf, causedShare } from './notifications';

/** Kinds of timers. */
const DELIVER = 0;
const RETRY = 1;

/** AWS states that S3 tries again but not how often: an assumption. */
const retries: Backoff = { first: 1, longest: 60 };

/** Events of one writer for one notification. */
interface Caused {
  readonly index: number;
  readonly share: number;
}

export class BucketActor extends Actor {
  private readonly config: BucketConfig;
  private readonly quota: ActorContext['quota'];
  private readonly bucket: ActorContext['bucket'];
  /** One for each partitioned prefix that has been asked for anything. */
  private readonly writes: Bucket[] = [];
  private readonly reads: Bucket[] = [];
  /** By index of the inbound connection. */
  private readonly accessAt: Access[] = [];
  private readonly causedAt: (readonly Caused[])[] = [];
  private readonly draws: Uniform;
  private readonly deliver: Timer;
  private readonly retry: Timer;
  private readonly deliveryLane: Lane;
  private hotShare = 0;
  private errorShare = 0;
  private slowness = 1;
  private isStopped = false;

  constructor(context: ActorContext<BucketConfig>) {
    super(context);
    this.config = context.resource.config;
    this.quota = (id) => context.quota(id);
    this.bucket = (rate, burst) => context.bucket(rate, burst);
    this.draws = context.uniform('requests');
    for (const { index, connection } of context.inbound) {
      const access = accessOf(connection);
      this.accessAt[index] = access;
      this.causedAt[index] = context.outbound
        .map(({ index: at, connection: notification }) => ({ index: at, share: causedShare(connection, notification) }))
        .filter(({ share }) => share > 0);
    }
    this.deliver = context.messageTimer(DELIVER);
    this.retry = context.messageTimer(RETRY);
    this.deliveryLane = context.lane(this.config.notificationDelay);
  }

  override receive(request: Handle, connection: number): Answer.Code {
    const { recorder } = this;
    recorder.count(Counter.offered);
    if (this.errorShare > 0 && this.draws.next() < this.errorShare) {
      recorder.count(Counter.failed);
      return Answer.serverError;
    }
    if (!this.admits(this.accessAt[connection]!.does)) {
      recorder.count(Counter.throttled);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    recorder.count(Counter.served);
    this.tell(request, connection);
    this.runtime.release(request);
    return Answer.taken;
  }

  private admits(does: Access['does']): boolean {
    const prefixes = this.config.partitionedPrefixes;
    const isHot = this.hotShare > 0 && this.draws.next() < this.hotShare;
    const prefix = isHot || prefixes === 1 ? 0 : Math.floor(this.draws.next() * prefixes);
    const buckets = does === 'write' ? this.writes : this.reads;
    return (buckets[prefix] ??= this.bucketFor(does)).take();
  }

  private bucketFor(does: Access['does']): Bucket {
    const rate = this.quota(does === 'write' ? 's3/prefix-writes' : 's3/prefix-reads');
    return this.bucket(rate, rate);
  }

  private tell(request: Handle, connection: number): void {
    const { runtime, words } = this;
    for (const { index, share } of this.causedAt[connection]!) {
      if (share < 1 && this.draws.next() >= share) continue;
      const event = runtime.create(request);
      // The request is gone before its events are.
      words[event + Message.parent] = NONE;
      words[event + Message.connection] = index;
      words[event + Message.size] = this.config.eventSize;
      this.recorder.shift(Gauge.concurrency, 1);
      if (this.slowness === 1) runtime.afterLane(this.deliveryLane, this.deliver, event);
      else runtime.after(this.config.notificationDelay * this.slowness, this.deliver, event);
    }
  }

  override wake(kind: number, event: Handle): void {
    const { recorder } = this;
    recorder.count(kind === RETRY ? Counter.retries : Counter.attempts);
    recorder.shift(kind === RETRY ? Gauge.backlog : Gauge.concurrency, -1);
    this.attempt(event);
  }

  private attempt(event: Handle): void {
    const { runtime, recorder, words } = this;
    // Read before the event may become the receiver's.
    const connection = words[event + Message.connection]!;
    const tries = words[event + Message.tries]! + 1;
    words[event + Message.tries] = tries;
    const answer = this.isStopped ? Answer.unavailable : runtime.send(connection, event);
    recorder.saw(connection, answer);
    if (answer < Answer.throttled) return;
    recorder.shift(Gauge.backlog, 1);
    if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
    runtime.after(backoff(tries, retries, this.draws.next()), this.retry, event);
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'hot-key') this.hotShare = disturbance.share;
    else if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'slowness') this.slowness = disturbance.factor;
    else if (disturbance.kind === 'consumer-stopped') this.isStopped = disturbance.stopped;
    else if (disturbance.kind === 'quotas') {
      const [writes, reads] = [this.quota('s3/prefix-writes'), this.quota('s3/prefix-reads')];
      // Prefixes that nothing has asked for have none.
      this.writes.forEach((each) => each.resize(writes, writes));
      this.reads.forEach((each) => each.resize(reads, reads));
    }
  }
}

export function actor(context: ActorContext<BucketConfig>): Actor {
  return new BucketActor(context);
}
