/**
 * A topic in a run: publishes within the account's quota, a copy for each subscription whose filter lets it through,
 * deliveries tried again on AWS's schedule, or on the subscription's own.
 *
 * Left out: that a FIFO topic holds a group back while one of its deliveries is tried again.
 */
import type * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import { FanOutActor, Pace, type Receiver } from '#shared/model/fan-out-actor';
import * as Message from '#shared/model/message';
import type { Actor, ActorContext, Bucket, Disturbance, Handle, Link } from '#shared/model/simulation';
import type { TopicConfig } from './config';
import type { EndpointSubscriptionConfig } from './subscription-config';
import { MANAGED_ENDPOINTS, policyOf, retryWait, THROTTLING_STREAMS } from './delivery-policy';
import { deadLetterOf } from './subscriptions';

/** Time from a publish to its first delivery, seconds: AWS states none; an assumption. */
const deliveryDelay = 0.02;

/** More groups than this share a bucket: each is then far below its limit. */
const mostGroups = 1 << 20;

export class TopicActor extends FanOutActor {
  private readonly config: TopicConfig;
  private readonly quota: ActorContext['quota'];
  private readonly accountQuota: string;
  private readonly account: Bucket;
  private readonly topic: Bucket | undefined;
  private readonly topicBytes: Bucket | undefined;
  private readonly groupBuckets: Bucket[] = [];
  private readonly bucketForGroup: (() => Bucket) | undefined;
  private hotShare = 0;

  constructor(context: ActorContext<TopicConfig>) {
    super(context, {
      draws: context.uniform('messages'),
      receivers: receiversOf(context),
      deliveryDelay,
      patience: context.quota('sns/http-timeout'),
    });
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
  }

  override receive(message: Handle): Answer.Code {
    const { words } = this;
    this.recorder.count(Counter.offered);
    if (this.config.type === 'fifo') words[message + Message.key] = this.groupOf(words[message + Message.key]!);
    const isAdmitted = this.admits(words[message + Message.key]!, words[message + Message.size]!);
    return isAdmitted ? this.take(message) : this.refuse();
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

  override disturb(disturbance: Disturbance): void {
    super.disturb(disturbance);
    if (disturbance.kind === 'hot-key') this.hotShare = disturbance.share;
    else if (disturbance.kind === 'quotas') {
      const rate = this.quota(this.accountQuota);
      this.account.resize(rate, rate);
    }
  }
}

function receiversOf(context: ActorContext<TopicConfig>): readonly Receiver[] {
  const { outbound } = context;
  const indexOf = new Map(outbound.map(({ index, connection }) => [connection.id, index]));
  return outbound
    .filter(({ connection }) => connection.kind.role === 'work')
    .map((link) => {
      const letters = deadLetterOf(link.connection);
      return {
        index: link.index,
        share: (link.connection.config['filterShare'] as number | undefined) ?? 1,
        deadLetterQueue: letters && indexOf.get(letters.id),
        maximumAge: Infinity,
        ...deliveryPolicy(link, {
          attempts: context.quota('sns/delivery-attempts'),
          throttled: context.quota('sns/delivery-stream-attempts'),
        }),
      };
    });
}

function deliveryPolicy(
  { connection }: Link,
  { attempts, throttled }: { readonly attempts: number; readonly throttled: number },
): Pick<Receiver, 'mostAttempts' | 'retryDelay' | 'pace'> {
  if (connection.to.contract === 'collect-records') {
    return { mostAttempts: throttled, retryDelay: (tries) => retryWait(tries, THROTTLING_STREAMS) };
  }
  if (connection.to.contract !== 'http') {
    return { mostAttempts: attempts, retryDelay: (tries) => retryWait(tries, MANAGED_ENDPOINTS) };
  }
  const config = connection.config as EndpointSubscriptionConfig;
  const { receivesPerSecond } = config;
  const policy = policyOf(config);
  return {
    mostAttempts: policy.retries + 1,
    retryDelay: (tries) => retryWait(tries, policy),
    pace: receivesPerSecond === undefined ? undefined : new Pace(receivesPerSecond),
  };
}

export function actor(context: ActorContext<TopicConfig>): Actor {
  return new TopicActor(context);
}
