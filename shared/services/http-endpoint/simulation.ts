/**
 * An endpoint outside AWS in a run: requests within its rate limit, each answered after its answer time, a share of them
 * with an error. Units: requests.
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
  type Sampler,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { bucketOf, type EndpointConfig } from './config';

/** Kinds of timers. */
const ANSWER = 0;

/** Own mark of a request that the endpoint gives up. */
const TOO_LONG = 1;

export class EndpointActor extends Actor {
  private readonly bucket: Bucket | undefined;
  private readonly answerTime: Sampler;
  private readonly draws: Uniform;
  private readonly answer: Timer;
  private readonly timeout: number;
  private readonly ownErrors: number;
  private errorShare = 0;
  private slowness = 1;
  private isStopped = false;
  private open = 0;

  constructor(context: ActorContext<EndpointConfig>) {
    super(context);
    const { config } = context.resource;
    const bucket = bucketOf(config);
    this.bucket = bucket && context.bucket(bucket.rate, bucket.burst);
    this.answerTime = context.sampler('answers', config.answerTime);
    this.draws = context.uniform('errors');
    this.answer = context.messageTimer(ANSWER);
    this.timeout = config.timeout;
    this.ownErrors = config.errorRate;
  }

  override receive(request: Handle): Answer.Code {
    const { runtime, recorder } = this;
    recorder.count(Counter.offered);
    if (this.isStopped) {
      recorder.count(Counter.failed);
      return Answer.unavailable;
    }
    if (this.bucket && !this.bucket.take()) {
      recorder.count(Counter.throttled);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    this.times[(request >> 1) + Message.since] = runtime.now();
    this.open++;
    recorder.count(Counter.attempts);
    recorder.shift(Gauge.concurrency, 1);
    const takes = this.answerTime.next() * this.slowness;
    this.words[request + Message.mark] = takes > this.timeout ? TOO_LONG : 0;
    runtime.after(Math.min(this.timeout, takes), this.answer, request);
    return Answer.pending;
  }

  override wake(_kind: number, request: number): void {
    const { runtime, recorder } = this;
    const since = this.times[(request >> 1) + Message.since]!;
    const flags = this.words[request + Message.flags]!;
    const took = runtime.now() - since;
    const isHopeless = (flags & Message.POISON) !== 0 || this.words[request + Message.mark] === TOO_LONG;
    const fails = isHopeless || this.draws.next() < 1 - (1 - this.ownErrors) * (1 - this.errorShare);
    const answer = fails ? Answer.serverError : Answer.taken;
    this.open--;
    recorder.shift(Gauge.concurrency, -1);
    recorder.count(fails ? Counter.failed : Counter.served);
    recorder.latency(took);
    if (!fails) recorder.endToEnd(runtime.now() - this.times[(request >> 1) + Message.born]!);
    if ((flags & Message.TRACED) !== 0) runtime.visit(request, this.index, since, answer);
    runtime.answer(request, answer);
  }

  override held(): number {
    return this.open;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'slowness') this.slowness = disturbance.factor;
    else if (disturbance.kind === 'consumer-stopped') this.isStopped = disturbance.stopped;
  }
}

export function actor(context: ActorContext<EndpointConfig>): Actor {
  return new EndpointActor(context);
}
