/**
 * A client in a run: calls as its rate and the scenario's load say, each with a timeout and retries.
 *
 * Offered, served and failed count calls; attempts count each try of one. A call that timed out goes on at the other
 * end: its late answer counts as wasted.
 */
import {
  Actor,
  type ActorContext,
  Answer,
  type Arrivals,
  Counter,
  type Disturbance,
  Flag,
  Gauge,
  type Handle,
  type Lane,
  type Link,
  type Recorder,
  type Runtime,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { type ClientConfig, sdkAttempts } from './config';
import { RetryPolicy } from './retry-policy';

const Kind = { arrive: 0, retry: 1, timeout: 2 } as const;

/** One outbound connection. */
class Port {
  readonly index: number;
  readonly policy: RetryPolicy;
  /** Whole calls of each request, and the chance of one more. */
  readonly whole: number;
  readonly rest: number;
  readonly perCall: number;
  /** Messages until the next API call begins. */
  untilCall = 0;

  constructor({ index, connection }: Link, policy: RetryPolicy) {
    const calls = connection.config['callsPerRequest'] as number;
    this.index = index;
    this.policy = policy;
    this.whole = Math.floor(calls);
    this.rest = calls - this.whole;
    this.perCall = (connection.config['batchSize'] as number | undefined) ?? 1;
  }
}

export class ClientActor extends Actor {
  private readonly index: number;
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
  private readonly arrivals: Arrivals;
  private readonly draws: Uniform;
  private readonly ports: readonly Port[];
  private readonly portOf = new Map<number, Port>();
  private readonly arrive: Timer;
  private readonly retry: Timer;
  private readonly timeout: Timer;
  private readonly timeoutLane: Lane;
  private readonly payload: number;
  private hotShare = 0;
  private errorShare = 0;
  private poisons = 0;
  private isStopped = false;
  private open = 0;

  constructor(context: ActorContext<ClientConfig>) {
    super();
    const { config } = context.resource;
    this.index = context.index;
    this.runtime = context.runtime;
    this.recorder = context.recorder;
    this.arrivals = context.arrivals(config.rate);
    this.draws = context.uniform('calls');
    this.arrive = context.timer(Kind.arrive);
    this.retry = context.timer(Kind.retry);
    this.timeout = context.timer(Kind.timeout);
    this.timeoutLane = context.watchLane(config.timeout);
    this.payload = config.payload;
    const quota = context.quota('client/retry-quota-tokens');
    const jitter = context.uniform('jitter');
    const http = new RetryPolicy('http', config.httpAttempts, quota, jitter);
    const sdk = new RetryPolicy(config.retryMode, sdkAttempts(config), quota, jitter);
    this.ports = context.outbound.map(
      (link) => new Port(link, link.connection.from.contract === 'http-call' ? http : sdk),
    );
    for (const port of this.ports) this.portOf.set(port.index, port);
  }

  override start(): void {
    this.scheduleNext();
  }

  private scheduleNext(): void {
    const gap = this.arrivals.next();
    if (gap < Infinity) this.runtime.after(gap, this.arrive, 0);
  }

  override wake(kind: number, payload: number): void {
    switch (kind) {
      case Kind.arrive:
        this.scheduleNext();
        return this.request();
      case Kind.retry:
        this.recorder.count(Counter.retries);
        return this.attempt(payload);
      default:
        return this.giveUpWaiting(payload);
    }
  }

  private request(): void {
    if (this.isStopped) return;
    for (const port of this.ports) {
      let calls = port.whole;
      if (port.rest > 0 && this.draws.next() < port.rest) calls++;
      for (; calls > 0; calls--) this.call(port);
    }
  }

  private call(port: Port): void {
    const { runtime } = this;
    const { messages } = runtime;
    const message = runtime.createRoot();
    messages.size[message] = this.payload;
    messages.connection[message] = port.index;
    if (port.perCall > 1) {
      if (port.untilCall > 0) messages.flags[message]! |= Flag.sameCall;
      port.untilCall = port.untilCall > 0 ? port.untilCall - 1 : port.perCall - 1;
    }
    if (this.poisons > 0) {
      this.poisons--;
      messages.flags[message]! |= Flag.poison;
    }
    if (this.hotShare > 0 && this.draws.next() < this.hotShare) messages.key[message] = 0;
    this.recorder.count(Counter.offered);
    this.recorder.shift(Gauge.concurrency, 1);
    this.open++;
    this.attempt(message);
  }

  private attempt(message: Handle): void {
    const { runtime, recorder } = this;
    const connection = runtime.messages.connection[message]!;
    runtime.messages.tries[message]!++;
    recorder.count(Counter.attempts);
    const isLost = this.errorShare > 0 && this.draws.next() < this.errorShare;
    const born = runtime.messages.born[message]!;
    const tries = runtime.messages.tries[message]!;
    const lastAnswer = runtime.messages.parent[message]!;
    const answer = isLost ? Answer.unavailable : runtime.send(connection, message);
    if (answer === Answer.pending) return runtime.watch(this.timeoutLane, this.timeout, message);
    recorder.saw(connection, answer);
    if (answer !== Answer.taken) return this.tryAgain(message, answer);
    // The message is the receiver's now.
    this.portOf.get(connection)!.policy.succeeded(tries, lastAnswer as Answer);
    this.succeed(born);
  }

  override answered(message: Handle, answer: Answer): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    if ((messages.flags[message]! & Flag.abandoned) !== 0) {
      recorder.count(Counter.wasted);
      return runtime.release(message);
    }
    runtime.unwatch(message);
    const connection = messages.connection[message]!;
    recorder.saw(connection, answer);
    if (answer !== Answer.taken) return this.tryAgain(message, answer);
    this.portOf.get(connection)!.policy.succeeded(messages.tries[message]!, messages.parent[message]! as Answer);
    if ((messages.flags[message]! & Flag.traced) !== 0)
      runtime.visit(message, this.index, messages.born[message]!, answer);
    this.succeed(messages.born[message]!);
    runtime.release(message);
  }

  /** The attempt goes on at the other end, but its answer is no longer waited for: the call goes on with a twin. */
  private giveUpWaiting(message: Handle): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    messages.flags[message]! |= Flag.abandoned;
    const connection = messages.connection[message]!;
    recorder.count(Counter.timeouts);
    recorder.saw(connection, Answer.gaveUp);
    const twin = runtime.create(message);
    messages.connection[twin] = connection;
    messages.tries[twin] = messages.tries[message]!;
    this.tryAgain(twin, Answer.gaveUp);
  }

  private tryAgain(message: Handle, answer: Answer): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
    const port = this.portOf.get(messages.connection[message]!)!;
    const delay = port.policy.delay(messages.tries[message]!, answer);
    if (delay >= 0) {
      // A call has no parent, and the receiver leaves the column alone: it keeps what the last attempt was answered.
      messages.parent[message] = answer;
      messages.flags[message]! &= ~Flag.sameCall;
      return runtime.after(delay, this.retry, message);
    }
    recorder.count(Counter.failed);
    recorder.shift(Gauge.concurrency, -1);
    this.open--;
    if ((messages.flags[message]! & Flag.traced) !== 0)
      runtime.visit(message, this.index, messages.born[message]!, answer);
    runtime.release(message);
  }

  private succeed(born: number): void {
    const { recorder } = this;
    recorder.count(Counter.served);
    recorder.latency(this.runtime.now() - born);
    recorder.shift(Gauge.concurrency, -1);
    this.open--;
  }

  override held(): number {
    return this.open;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'hot-key') this.hotShare = disturbance.share;
    else if (disturbance.kind === 'poison-message') this.poisons += disturbance.count;
    else if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') this.isStopped = disturbance.stopped;
  }
}

export function actor(context: ActorContext<ClientConfig>): Actor {
  return new ClientActor(context);
}
