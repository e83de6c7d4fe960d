/**
 * A distribution in a run: an edge answers what it has; the rest goes to an origin, a read again where none answers in
 * time. Identical misses under way at once are not joined, and no error is served from the cache.
 *
 * Offered counts requests of viewers; throttled those beyond the distribution's quotas. Failed counts answers with an
 * error, from the origin or for want of its answer.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Message from '#shared/model/message';
import { PassingActor } from '#shared/model/passing-actor';
import { dividedShares } from '#shared/model/shares';
import {
  type Actor,
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  type Lane,
  type Link,
  NONE,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { DistributionConfig } from './config';
import { planOf } from './plans';

/** Kinds of timers. */
const LOOK = 0;
const TIMEOUT = 1;

const REQUESTS = 'cloudfront/requests';
const DATA = 'cloudfront/data-rate';

export class DistributionActor extends PassingActor {
  private readonly quota: ActorContext['quota'];
  /** Of the quotas of requests and of bytes a second; undefined for a flat-rate plan, which has neither. */
  private readonly requests: Bucket | undefined;
  private readonly data: Bucket | undefined;
  private readonly responseSize: number;
  private readonly draws: Uniform;
  /** By index of the connection: whether it leads to the URL of a function. */
  private readonly invokes: boolean[] = [];
  private readonly origins: readonly Link[];
  /** Share of the misses up to and including each origin. */
  private readonly shares: readonly number[];
  private readonly hits: number;
  private readonly reads: number;
  private readonly attempts: number;
  private readonly edgeTime: number;
  private readonly lookTimer: Timer;
  private readonly timeoutTimer: Timer;
  private readonly edgeLane: Lane;
  private readonly timeoutLane: Lane;
  private slowness = 1;
  private errorShare = 0;
  private isStopped = false;

  constructor(context: ActorContext<DistributionConfig>) {
    super(context);
    const { config } = context.resource;
    this.quota = (id) => context.quota(id);
    const isBounded = planOf(config.plan).meter === undefined;
    const bucketOf = (id: string): Bucket | undefined =>
      isBounded ? context.bucket(context.quota(id), context.quota(id)) : undefined;
    this.requests = bucketOf(REQUESTS);
    this.data = bucketOf(DATA);
    this.responseSize = config.responseSize;
    this.draws = context.uniform('requests');
    this.origins = context.outbound;
    for (const { index, connection } of context.outbound) this.invokes[index] = connection.to.contract === 'invoke';
    let upTo = 0;
    const stated = context.outbound.map(({ connection }) => connection.config['trafficShare'] as number | undefined);
    this.shares = dividedShares(stated).map((share) => (upTo += share));
    this.hits = config.cacheHitRatio;
    this.reads = config.cacheableShare;
    this.attempts = config.connectionAttempts;
    this.edgeTime = config.edgeTime;
    this.lookTimer = context.messageTimer(LOOK);
    this.timeoutTimer = context.messageTimer(TIMEOUT);
    this.edgeLane = context.lane(config.edgeTime);
    this.timeoutLane = context.watchLane(config.responseTimeout);
  }

  override receive(message: Handle): Answer.Code {
    const { runtime, recorder } = this;
    recorder.count(Counter.offered);
    if (this.requests?.take() === false || this.data?.takeMany(this.responseSize) === false) {
      recorder.count(Counter.throttled);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    if (this.isStopped || (this.errorShare > 0 && this.draws.next() < this.errorShare)) {
      recorder.count(Counter.failed);
      return Answer.unavailable;
    }
    this.enter(message);
    if (this.slowness === 1) runtime.afterLane(this.edgeLane, this.lookTimer, message);
    else runtime.after(this.edgeTime * this.slowness, this.lookTimer, message);
    return Answer.pending;
  }

  override wake(kind: number, payload: number): void {
    if (kind === LOOK) this.look(payload);
    else this.timeOut(payload);
  }

  private look(message: Handle): void {
    const isRead = this.reads >= 1 || this.draws.next() < this.reads;
    const isHit = isRead && this.draws.next() < this.hits;
    const origin = isHit ? NONE : this.pickOrigin();
    if (origin === NONE) {
      this.reply(message, Answer.taken);
      return;
    }
    this.fetchFrom(origin, message, isRead ? this.attempts : 1);
  }

  /** Index of the connection; NONE where no origin is drawn for the path. */
  private pickOrigin(): number {
    const { origins, shares } = this;
    if (origins.length === 0) return NONE;
    const u = this.draws.next();
    for (let at = 0; at < origins.length; at++) if (u < shares[at]!) return origins[at]!.index;
    return NONE;
  }

  /** The request of the child says how often it may still be sent. */
  private fetchFrom(origin: number, message: Handle, attempts: number): void {
    const { runtime } = this;
    const child = runtime.create(message);
    this.words[child + Message.tries] = attempts;
    if (this.pass(message, child, origin)) runtime.watch(this.timeoutLane, this.timeoutTimer, child);
  }

  /** The origin works on, but CloudFront asks it again, as long as the request only reads, and then answers 504. */
  private timeOut(child: Handle): void {
    const connection = this.words[child + Message.connection]!;
    const left = this.words[child + Message.tries]! - 1;
    const message = this.abandon(child);
    if (left > 0) this.fetchFrom(connection, message, left);
    else this.reply(message, Answer.timedOut);
  }

  /** A function that fails answers its URL’s caller with 502; all else reaches the viewer as the origin says it. */
  protected override translate(answer: Answer.Code, connection: number): Answer.Code {
    return answer === Answer.failed && this.invokes[connection] === true ? Answer.badGateway : answer;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'slowness') this.slowness = disturbance.factor;
    else if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') this.isStopped = disturbance.stopped;
    else if (disturbance.kind === 'quotas') {
      this.requests?.resize(this.quota(REQUESTS), this.quota(REQUESTS));
      this.data?.resize(this.quota(DATA), this.quota(DATA));
    }
  }
}

export function actor(context: ActorContext<DistributionConfig>): Actor {
  return new DistributionActor(context);
}
