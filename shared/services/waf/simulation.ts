/**
 * A web ACL in a run: blocks a share, and what an address sends beyond the rate rule; the rest passes and its answer comes
 * back as it is. AWS counts the rate about every ten seconds: here a bucket that holds one window of all addresses.
 *
 * Offered counts requests; throttled those that are blocked. Failed counts errors from behind.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import { PassingActor } from '#shared/model/passing-actor';
import {
  type Actor,
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  type Link,
  type Uniform,
} from '#shared/model/simulation';
import { isRegional, REGIONAL } from './attachment';
import { sustainedRate, type WebAclConfig } from './config';

export class WebAclActor extends PassingActor {
  private readonly draws: Uniform;
  private readonly quota: ActorContext['quota'];
  /** Of the Region; a distribution has a quota of its own. */
  private readonly admitted: Bucket | undefined;
  private readonly blocked: number;
  private readonly rate: Bucket | undefined;
  private readonly ways: readonly Link[];

  constructor(context: ActorContext<WebAclConfig>) {
    super(context);
    const { config } = context.resource;
    this.quota = (id) => context.quota(id);
    this.admitted = isRegional(context.resource)
      ? context.bucket(context.quota(REGIONAL), context.quota(REGIONAL))
      : undefined;
    this.draws = context.uniform('requests');
    this.blocked = config.blockedShare;
    this.rate = config.hasRateRule
      ? context.bucket(sustainedRate(config), config.rateLimit * config.addresses)
      : undefined;
    this.ways = context.outbound;
  }

  override receive(message: Handle): Answer.Code {
    const { runtime, recorder, ways } = this;
    recorder.count(Counter.offered);
    if (!this.passes()) {
      recorder.count(Counter.throttled);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    const way = ways.length === 1 ? ways[0] : ways[Math.floor(this.draws.next() * ways.length)];
    if (way === undefined) {
      recorder.count(Counter.served);
      recorder.latency(0);
      return Answer.taken;
    }
    const child = runtime.create(message);
    const answer = runtime.send(way.index, child);
    if (answer === Answer.pending) {
      this.enter(message);
      return Answer.pending;
    }
    if (answer !== Answer.taken) runtime.release(child);
    recorder.saw(way.index, answer);
    recorder.count(answer === Answer.taken ? Counter.served : Counter.failed);
    recorder.latency(0);
    return answer;
  }

  /** The quota, the rules, then the rate rule: as the capacity room has it. */
  private passes(): boolean {
    if (this.admitted?.take() === false) return false;
    if (this.blocked > 0 && this.draws.next() < this.blocked) return false;
    return this.rate?.take() !== false;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'quotas') this.admitted?.resize(this.quota(REGIONAL), this.quota(REGIONAL));
  }
}

export function actor(context: ActorContext<WebAclConfig>): Actor {
  return new WebAclActor(context);
}
