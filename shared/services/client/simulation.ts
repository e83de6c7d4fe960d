/**
 * A client in a run: calls as its rate and the scenario's load say, each with a timeout and retries.
 *
 * Offered, served and failed count calls; attempts count each try of one. A call that timed out goes on at the other
 * end: its late answer counts as wasted.
 */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import * as Message from '#shared/model/message';
import {
  Actor,
  type ActorContext,
  type Arrivals,
  type Disturbance,
  type Handle,
  type Lane,
  type Link,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { callsOf, isSocket } from './calls';
import { type ClientConfig, sdkAttempts } from './config';
import { RetryPolicy } from './retry-policy';

/** Kinds of timers. */
const ARRIVE = 0;
const RETRY = 1;
const TIMEOUT = 2;
const NEXT_ON_SOCKET = 3;

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
    const calls = callsOf(connection);
    this.index = index;
    this.policy = policy;
    this.whole = Math.floor(calls);
    this.rest = calls - this.whole;
    this.perCall = (connection.config['batchSize'] as number | undefined) ?? 1;
  }
}

/** What comes over WebSocket connections: from all that are open, each at its own time. */
interface SocketPort {
  readonly port: Port;
  readonly arrivals: Arrivals;
}

export class ClientActor extends Actor {
  private readonly arrivals: Arrivals;
  private readonly draws: Uniform;
  private readonly ports: readonly Port[];
  private readonly sockets: readonly SocketPort[];
  /** By index of the connection. */
  private readonly portAt: Port[] = [];
  private readonly arrive: Timer;
  private readonly retry: Timer;
  private readonly timeout: Timer;
  private readonly nextOnSocket: Timer;
  private readonly timeoutLane: Lane;
  private readonly payload: number;
  /** Anything that a failure card set, below: asked once a call. */
  private isDisturbed = false;
  private hotShare = 0;
  private errorShare = 0;
  private poisons = 0;
  private isStopped = false;
  private open = 0;

  constructor(context: ActorContext<ClientConfig>) {
    super(context);
    const { config } = context.resource;
    this.arrivals = context.arrivals(config.rate);
    this.draws = context.uniform('calls');
    this.arrive = context.timer(ARRIVE);
    this.retry = context.messageTimer(RETRY);
    this.timeout = context.messageTimer(TIMEOUT);
    this.nextOnSocket = context.timer(NEXT_ON_SOCKET);
    this.timeoutLane = context.watchLane(config.timeout);
    this.payload = config.payload;
    const quota = context.quota('client/retry-quota-tokens');
    const jitter = context.uniform('jitter');
    const http = new RetryPolicy('http', config.httpAttempts, quota, jitter);
    const sdk = new RetryPolicy(config.retryMode, sdkAttempts(config), quota, jitter);
    const url = new RetryPolicy('function-url', config.httpAttempts, quota, jitter);
    for (const link of context.outbound) {
      const { from, to } = link.connection;
      const policy = from.contract !== 'http-call' ? sdk : to.contract === 'invoke' ? url : http;
      this.portAt[link.index] = new Port(link, policy);
    }
    const portsOf = (links: readonly Link[]): Port[] => links.map(({ index }) => this.portAt[index]!);
    this.ports = portsOf(context.outbound.filter(({ connection }) => !isSocket(connection)));
    this.sockets = context.outbound
      .filter(({ connection }) => isSocket(connection))
      .map(({ index, connection }) => ({
        port: this.portAt[index]!,
        arrivals: context.arrivals(config.rate * callsOf(connection), `messages to ${connection.id}`),
      }));
  }

  override start(): void {
    this.scheduleNext();
    for (let at = 0; at < this.sockets.length; at++) this.scheduleOnSocket(at);
  }

  private scheduleOnSocket(at: number): void {
    const gap = this.sockets[at]!.arrivals.next();
    if (gap < Infinity) this.runtime.after(gap, this.nextOnSocket, at);
  }

  private scheduleNext(): void {
    const gap = this.arrivals.next();
    if (gap < Infinity) this.runtime.after(gap, this.arrive, 0);
  }

  override wake(kind: number, payload: number): void {
    if (kind === ARRIVE) {
      this.scheduleNext();
      this.request();
    } else if (kind === RETRY) {
      this.recorder.count(Counter.retries);
      this.attempt(payload, this.portAt[this.words[payload + Message.connection]!]!);
    } else if (kind === NEXT_ON_SOCKET) {
      this.scheduleOnSocket(payload);
      if (!this.isStopped) this.call(this.sockets[payload]!.port);
    } else this.giveUpWaiting(payload);
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
    const { recorder, words } = this;
    const message = this.runtime.createRoot();
    words[message + Message.size] = this.payload;
    if (port.perCall > 1) {
      if (port.untilCall > 0) words[message + Message.flags]! |= Message.SAME_CALL;
      port.untilCall = port.untilCall > 0 ? port.untilCall - 1 : port.perCall - 1;
    }
    if (this.isDisturbed) this.disturbCall(message);
    recorder.count(Counter.offered);
    recorder.shift(Gauge.concurrency, 1);
    this.open++;
    this.attempt(message, port);
  }

  private disturbCall(message: Handle): void {
    if (this.poisons > 0) {
      this.poisons--;
      this.words[message + Message.flags]! |= Message.POISON;
    }
    if (this.hotShare > 0 && this.draws.next() < this.hotShare) this.words[message + Message.key] = 0;
  }

  private attempt(message: Handle, port: Port): void {
    const { runtime, recorder, words } = this;
    const tries = words[message + Message.tries]! + 1;
    words[message + Message.tries] = tries;
    recorder.count(Counter.attempts);
    // Read before the message may become the receiver's.
    const born = this.times[(message >> 1) + Message.born]!;
    const lastAnswer = words[message + Message.parent]!;
    const isLost = this.errorShare > 0 && this.draws.next() < this.errorShare;
    words[message + Message.connection] = port.index;
    const answer = isLost ? Answer.unavailable : runtime.send(port.index, message);
    if (answer === Answer.pending) {
      runtime.watch(this.timeoutLane, this.timeout, message);
      return;
    }
    recorder.saw(port.index, answer);
    if (answer !== Answer.taken) {
      this.tryAgain(message, port, answer);
      return;
    }
    port.policy.succeeded(tries, lastAnswer as Answer.Code);
    this.succeed(born);
  }

  override answered(message: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words, times } = this;
    const flags = words[message + Message.flags]!;
    if ((flags & Message.ABANDONED) !== 0) {
      recorder.count(Counter.wasted);
      runtime.release(message);
      return;
    }
    const port = this.portAt[words[message + Message.connection]!]!;
    recorder.saw(port.index, answer);
    if (answer !== Answer.taken) {
      runtime.unwatch(message);
      this.tryAgain(message, port, answer);
      return;
    }
    port.policy.succeeded(words[message + Message.tries]!, words[message + Message.parent]! as Answer.Code);
    const born = times[(message >> 1) + Message.born]!;
    if ((flags & Message.TRACED) !== 0) runtime.visit(message, this.index, born, answer);
    this.succeed(born);
    runtime.release(message);
  }

  private succeed(born: number): void {
    const { recorder } = this;
    recorder.count(Counter.served);
    recorder.latency(this.runtime.now() - born);
    recorder.shift(Gauge.concurrency, -1);
    this.open--;
  }

  /** The attempt goes on at the other end, but its answer is no longer waited for: the call goes on with a twin. */
  private giveUpWaiting(message: Handle): void {
    const { runtime, recorder, words } = this;
    words[message + Message.flags]! |= Message.ABANDONED;
    const port = this.portAt[words[message + Message.connection]!]!;
    recorder.count(Counter.timeouts);
    recorder.saw(port.index, Answer.gaveUp);
    const twin = runtime.create(message);
    words[twin + Message.connection] = port.index;
    words[twin + Message.tries] = words[message + Message.tries]!;
    this.tryAgain(twin, port, Answer.gaveUp);
  }

  private tryAgain(message: Handle, port: Port, answer: Answer.Code): void {
    const { runtime, recorder, words } = this;
    if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
    const delay = port.policy.delay(words[message + Message.tries]!, answer);
    if (delay >= 0) {
      // A call has no parent, and the receiver leaves the word alone: it keeps what the last attempt was answered.
      words[message + Message.parent] = answer;
      words[message + Message.flags]! &= ~Message.SAME_CALL;
      runtime.after(delay, this.retry, message);
      return;
    }
    recorder.count(Counter.failed);
    recorder.shift(Gauge.concurrency, -1);
    this.open--;
    if ((words[message + Message.flags]! & Message.TRACED) !== 0) {
      runtime.visit(message, this.index, this.times[(message >> 1) + Message.born]!, answer);
    }
    runtime.release(message);
  }

  override held(): number {
    return this.open;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'hot-key') this.hotShare = disturbance.share;
    else if (disturbance.kind === 'poison-message') this.poisons += disturbance.count;
    else if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') this.isStopped = disturbance.stopped;
    this.isDisturbed = this.hotShare > 0 || this.poisons > 0;
  }
}

export function actor(context: ActorContext<ClientConfig>): Actor {
  return new ClientActor(context);
}
