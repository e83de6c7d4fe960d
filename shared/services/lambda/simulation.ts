/**
 * A function in a run: concurrency, environments and invocations, whoever asked for them.
 *
 * Units: requests, asynchronous events, messages and records. Throttled counts synchronous requests refused and batches'
 * messages returned for want of room; failed those that ended in an error at the caller or went back to their queue.
 * Latency is the time of an invocation; of an asynchronous event, from its acceptance to its success.
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
  NONE,
  type Pool,
  type Recorder,
  type Runtime,
  type Sampler,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { seconds } from '#shared/model/unit';
import { AsyncEvents } from './async-events';
import { CodeCalls, FAILED } from './code-calls';
import type { FunctionConfig } from './config';
import { Environments, NO_ENVIRONMENT } from './environments';
import { type MappingTimers, QueuePoller } from './queue-poller';
import { StreamReader } from './stream-reader';

const Kind = { finish: 0, keepAlive: 1, deadline: 2, callRetry: 3, event: 4 } as const;
/** Timers of mappings: from here on, eight for each. */
const firstMappingKind = 8;
const MappingKind = { ramp: 0, window: 1, throttled: 2, poll: 3 } as const;

const Mode = { synchronous: 0, asynchronous: 1, mapping: 2 } as const;
type Mode = (typeof Mode)[keyof typeof Mode];

/** Spread of the cold start, which AWS publishes no figure for: an assumption. */
const coldStartScv = 0.25;

const CONCURRENCY = 'lambda/unreserved-concurrency';
const REQUESTS = 'lambda/unreserved-requests';

export class FunctionActor extends Actor {
  isStopped = false;
  private readonly index: number;
  private readonly runtime: Runtime;
  private readonly recorder: Recorder;
  private readonly config: FunctionConfig;
  private readonly places: Pool;
  /** Ten requests a second for each unit of concurrency. */
  private readonly requests: Bucket;
  private readonly requestsPerPlace: number;
  private readonly scaling: Bucket;
  private readonly environments: Environments;
  private readonly durations: Sampler;
  private readonly coldStarts: Sampler;
  private readonly draws: Uniform;
  private readonly finish: Timer;
  private readonly deadline: Timer;
  private readonly timeoutLane: Lane;
  private readonly quota: ActorContext['quota'];
  private readonly events: AsyncEvents;
  private readonly calls: CodeCalls | undefined;
  /** By index of the inbound connection. */
  private readonly modes: Mode[] = [];
  private readonly mappings: (QueuePoller | StreamReader)[] = [];
  private readonly mappingOf: (QueuePoller | StreamReader | undefined)[] = [];
  private slowness = 1;
  private failShare: number;
  /** Synchronous requests and asynchronous events at work. */
  private running = 0;

  constructor(context: ActorContext<FunctionConfig>) {
    super();
    const { config } = context.resource;
    const { runtime, recorder } = context;
    this.index = context.index;
    this.runtime = runtime;
    this.recorder = recorder;
    this.config = config;
    this.quota = (id) => context.quota(id);
    const reserved = config.reservedConcurrency;
    this.requestsPerPlace = context.quota('lambda/requests-per-concurrency');
    this.places = reserved === undefined ? context.sharedPool(CONCURRENCY) : context.pool(reserved);
    const rate = this.requestsPerPlace * this.places.size();
    this.requests = reserved === undefined ? context.sharedBucket(REQUESTS, rate, rate) : context.bucket(rate, rate);
    this.scaling = context.bucket(this.quota('lambda/environments-per-second'), this.quota('lambda/environment-burst'));
    this.environments = new Environments(runtime, recorder, {
      scaling: this.scaling,
      keepAlive: config.keepAlive,
      provisioned: config.provisionedConcurrency ?? 0,
      timer: context.timer(Kind.keepAlive),
    });
    this.durations = context.sampler('duration', config.duration);
    this.coldStarts = context.sampler('cold start', {
      distribution: config.coldStart > 0 ? 'lognormal' : 'constant',
      mean: seconds(config.coldStart),
      scv: coldStartScv,
    });
    this.draws = context.uniform('errors');
    this.failShare = config.errorRate;
    this.finish = context.timer(Kind.finish);
    this.deadline = context.timer(Kind.deadline);
    this.timeoutLane = context.watchLane(config.timeout);
    this.events = new AsyncEvents(context, context.timer(Kind.event), this);
    const code = context.outbound.filter(({ connection }) => connection.from.contract === 'code-call');
    this.calls =
      code.length > 0 ? new CodeCalls(context, code, config.timeout, context.timer(Kind.callRetry), this) : undefined;
    for (const link of context.inbound) this.addInbound(context, link);
  }

  private addInbound(context: ActorContext<FunctionConfig>, link: ActorContext['inbound'][number]): void {
    const { kind, from } = link.connection;
    if (kind.invocation !== 'poll') {
      this.modes[link.index] = kind.invocation === 'synchronous' ? Mode.synchronous : Mode.asynchronous;
      return;
    }
    const first = firstMappingKind + 8 * this.mappings.length;
    const timers: MappingTimers = {
      ramp: context.timer(first + MappingKind.ramp),
      window: context.timer(first + MappingKind.window),
      throttled: context.timer(first + MappingKind.throttled),
      poll: context.timer(first + MappingKind.poll),
    };
    const mapping =
      from.contract === 'poll-queue'
        ? new QueuePoller(context, link, timers, this)
        : new StreamReader(context, link, timers, this);
    this.modes[link.index] = Mode.mapping;
    this.mappings.push(mapping);
    this.mappingOf[link.index] = mapping;
  }

  override receive(message: Handle, connection: number): Answer {
    if (this.modes[connection] === Mode.asynchronous) {
      this.events.receive(message);
      return Answer.taken;
    }
    this.recorder.count(Counter.offered);
    this.runtime.messages.since[message] = this.runtime.now();
    if (this.requests.take() && this.invoke(message)) {
      this.running++;
      return Answer.pending;
    }
    this.recorder.count(Counter.throttled);
    this.recorder.count(Counter.throttledAttempts);
    return Answer.throttled;
  }

  /** Event invocations have no rate limit of their own (gettingstarted-limits). */
  invokeEvent(event: Handle): boolean {
    if (this.invoke(event)) {
      this.running++;
      return true;
    }
    this.recorder.count(Counter.throttledAttempts);
    return false;
  }

  invokeBatch(batch: Handle, records: number): boolean {
    if (this.requests.take() && this.begin(batch, records, true)) return true;
    this.recorder.count(Counter.throttledAttempts);
    return false;
  }

  override ready(connection: number, lane: number): void {
    const mapping = this.mappingOf[connection]!;
    if (mapping instanceof QueuePoller) mapping.poll();
    else mapping.ready(lane);
  }

  /** An invocation of a single message: the message itself, or, where the code calls others, a handle of its own. */
  private invoke(message: Handle): boolean {
    if (!this.calls) return this.begin(message, 1, false);
    const invocation = this.runtime.create(message);
    this.runtime.messages.connection[invocation] = this.runtime.messages.connection[message]!;
    if (this.begin(invocation, 1, false)) return true;
    this.runtime.release(invocation);
    return false;
  }

  /** Starts an invocation where there is a place and an environment. */
  private begin(invocation: Handle, records: number, isBatch: boolean): boolean {
    const { runtime, recorder, config } = this;
    const { messages } = runtime;
    if (this.isStopped || !this.places.take()) return false;
    const environment = this.environments.take();
    if (environment === NO_ENVIRONMENT) {
      this.places.release();
      return false;
    }
    recorder.shift(Gauge.concurrency, 1);
    recorder.count(Counter.attempts);
    messages.mark[invocation] = environment;
    messages.flags[invocation]! &= ~FAILED;
    if (isBatch || this.calls) messages.since[invocation] = runtime.now();
    let duration = this.durations.next();
    if (isBatch) duration += config.perRecord * records;
    duration *= this.slowness;
    const timesOut = duration > config.timeout;
    if (timesOut) {
      duration = config.timeout;
      messages.flags[invocation]! |= FAILED;
      recorder.count(Counter.timeouts);
    }
    if (this.environments.wasCold) {
      recorder.count(Counter.coldStarts);
      duration += this.coldStarts.next();
    }
    if (this.calls) {
      if (!timesOut) runtime.watch(this.timeoutLane, this.deadline, invocation);
      this.calls.begin(invocation, isBatch ? messages.parent[invocation]! : invocation, isBatch);
    }
    runtime.after(duration, this.finish, invocation);
    return true;
  }

  override wake(kind: number, payload: number): void {
    switch (kind) {
      case Kind.finish:
        return this.workDone(payload);
      case Kind.keepAlive:
        return this.environments.keepAliveOver(payload);
      case Kind.deadline:
        return this.calls!.deadline(payload);
      case Kind.callRetry:
        return this.calls!.retryNow(payload);
      case Kind.event:
        return this.events.wake(payload);
      default:
        return this.wakeMapping(kind - firstMappingKind, payload);
    }
  }

  private wakeMapping(kind: number, payload: number): void {
    const mapping = this.mappings[kind >> 3]!;
    switch (kind & 7) {
      case MappingKind.ramp:
        return mapping instanceof QueuePoller ? mapping.ramp() : mapping.free(payload);
      case MappingKind.window:
        return mapping.windowOver(payload);
      case MappingKind.throttled:
        return mapping.throttleOver(payload);
      default:
        return mapping.pollAgain(payload);
    }
  }

  /** The handler is through, or the function timed out. */
  private workDone(invocation: Handle): void {
    const { messages } = this.runtime;
    const timedOut = (messages.flags[invocation]! & FAILED) !== 0;
    const isBatch = this.modes[messages.connection[invocation]!] === Mode.mapping;
    if (timedOut || this.failsByItself(invocation)) return this.end(invocation, true, timedOut);
    if (this.calls)
      return this.calls.workDone(invocation, isBatch ? messages.parent[invocation]! : invocation, isBatch);
    this.end(invocation, false, false);
  }

  private failsByItself(invocation: Handle): boolean {
    if ((this.runtime.messages.flags[invocation]! & Flag.poison) !== 0) return true;
    return this.failShare > 0 && this.draws.next() < this.failShare;
  }

  /** All that the code called has been answered, or the timeout has cut it off. */
  invocationDone(invocation: Handle): void {
    this.end(invocation, (this.runtime.messages.flags[invocation]! & FAILED) !== 0, false);
  }

  private end(invocation: Handle, hasFailed: boolean, timedOut: boolean): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    recorder.shift(Gauge.concurrency, -1);
    this.places.release();
    // A timeout resets the environment: the next invocation in it starts cold (lambda-runtime-environment).
    this.environments.giveBack(messages.mark[invocation]!, timedOut);
    const connection = messages.connection[invocation]!;
    const mode = this.modes[connection]!;
    if (mode === Mode.mapping) {
      recorder.latency(runtime.now() - messages.since[invocation]!);
      this.mappingOf[connection]!.ended(invocation, hasFailed, timedOut);
      return this.dismiss(invocation);
    }
    let message = invocation;
    if (this.calls) {
      message = messages.parent[invocation]!;
      this.calls.dismiss(invocation);
    }
    this.running--;
    if (mode === Mode.asynchronous) return this.events.ended(message, hasFailed);
    this.reply(message, hasFailed ? Answer.failed : Answer.taken);
  }

  private dismiss(batch: Handle): void {
    if (this.calls) this.calls.dismiss(batch);
    else this.runtime.release(batch);
  }

  private reply(message: Handle, answer: Answer): void {
    const { runtime, recorder } = this;
    const { messages } = runtime;
    recorder.count(answer === Answer.taken ? Counter.served : Counter.failed);
    recorder.latency(runtime.now() - messages.since[message]!);
    if ((messages.flags[message]! & Flag.traced) !== 0)
      runtime.visit(message, this.index, messages.since[message]!, answer);
    runtime.answer(message, answer);
  }

  override answered(child: Handle, answer: Answer): void {
    this.calls!.answered(child, answer);
  }

  override oldestAge(): number {
    let oldest = this.events.oldestAge();
    for (const mapping of this.mappings) {
      if (mapping instanceof StreamReader) oldest = Math.max(oldest, mapping.oldestAge());
    }
    return oldest;
  }

  override held(): number {
    return this.running + this.events.held() + this.mappings.reduce((sum, mapping) => sum + mapping.holding(), 0);
  }

  override disturb(disturbance: Disturbance): void {
    switch (disturbance.kind) {
      case 'errors':
        this.failShare = 1 - (1 - this.config.errorRate) * (1 - disturbance.share);
        return;
      case 'slowness':
        this.slowness = disturbance.factor;
        return;
      case 'cold-start-storm':
        return this.environments.discardAll();
      case 'consumer-stopped':
        this.isStopped = disturbance.stopped;
        if (!disturbance.stopped) for (const mapping of this.mappings) mapping.resume();
        return;
      case 'quotas': {
        const rate = this.requestsPerPlace * this.places.size();
        if (this.config.reservedConcurrency === undefined) this.requests.resize(rate, rate);
        this.scaling.resize(this.quota('lambda/environments-per-second'), this.quota('lambda/environment-burst'));
        return;
      }
      default:
    }
  }
}

export function actor(context: ActorContext<FunctionConfig>): Actor {
  return new FunctionActor(context);
}
