/**
 * A function in a run: concurrency, environments and invocations, whoever asked for them.
 *
 * Units: requests, asynchronous events, messages and records. Throttled counts synchronous requests refused and batches'
 * messages returned for want of room; failed those that ended in an error at the caller or went back to their queue.
 * Latency is the time of an invocation; of an asynchronous event, from its acceptance to its success.
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
  NONE,
  type Pool,
  type Sampler,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { type MappingTimers, QueuePoller } from '#shared/model/queue-poller';
import { StreamReader } from '#shared/model/stream-reader';
import { seconds } from '#shared/model/unit';
import { AsyncEvents } from './async-events';
import { CodeCalls, FAILED, STAND_IN, TIMED_OUT } from './code-calls';
import type { FunctionConfig } from './config';
import { Environments, NO_ENVIRONMENT } from './environments';
import { queueReading, streamReading, tellsFailures } from './mapping-reading';
import { carriesBatches, handsOverBatches } from './triggers';

/** Kinds of timers. */
const FINISH = 0;
const KEEP_ALIVE = 1;
const DEADLINE = 2;
const CALL_RETRY = 3;
const EVENT = 4;
/** Timers of mappings: from here on, eight for each. */
const FIRST_MAPPING = 8;
const RAMP = 0;
const WINDOW = 1;
const THROTTLED = 2;
const POLL = 3;

/** Modes of inbound connections. */
const SYNCHRONOUS = 0;
const ASYNCHRONOUS = 1;
const MAPPED = 2;
/** As synchronous ones, each with records that its sender put together. */
const BATCHED = 3;

/** Own word of an event: records that it brings; 0 where it is no batch. */
const RECORDS = Message.ownA;

/** Spread of the cold start, which AWS publishes no figure for: an assumption. */
const coldStartScv = 0.25;

const CONCURRENCY = 'lambda/unreserved-concurrency';
const REQUESTS = 'lambda/unreserved-requests';

export class FunctionActor extends Actor {
  isStopped = false;
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
  private readonly modes: number[] = [];
  private readonly mappings: (QueuePoller | StreamReader)[] = [];
  private readonly mappingOf: (QueuePoller | StreamReader | undefined)[] = [];
  /** By index of the inbound connection: the function names the records of a batch that failed. */
  private readonly tellsFailures: boolean[] = [];
  /** By index of the inbound connection: its events are whole batches. */
  private readonly bringsBatches: boolean[] = [];
  /** By index of the inbound connection: it is in no loop in which AWS counts, so that what comes by it has no past. */
  private readonly comesAfresh: boolean[] = [];
  /** Passes, as a message's flags hold them, with which work is not taken up again. */
  private readonly stopsAt: number;
  private slowness = 1;
  private failShare: number;
  /** Synchronous requests, their records where they carry some, and asynchronous events at work. */
  private running = 0;

  constructor(context: ActorContext<FunctionConfig>) {
    super(context);
    const { config } = context.resource;
    const { runtime, recorder } = context;
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
      timer: context.timer(KEEP_ALIVE),
    });
    this.durations = context.sampler('duration', config.duration);
    this.coldStarts = context.sampler('cold start', {
      distribution: config.coldStart > 0 ? 'lognormal' : 'constant',
      mean: seconds(config.coldStart),
      scv: coldStartScv,
    });
    this.draws = context.uniform('errors');
    this.failShare = config.errorRate;
    this.stopsAt = context.guards.stopsAfter(context.resource.id) * Message.PASS;
    this.finish = context.messageTimer(FINISH);
    this.deadline = context.messageTimer(DEADLINE);
    this.timeoutLane = context.watchLane(config.timeout);
    this.events = new AsyncEvents(context, context.messageTimer(EVENT), this);
    const code = context.outbound.filter(({ connection }) => connection.from.contract === 'code-call');
    this.calls =
      code.length > 0
        ? new CodeCalls(context, code, config.timeout, context.messageTimer(CALL_RETRY), this)
        : undefined;
    for (const link of context.inbound) this.addInbound(context, link);
  }

  private addInbound(context: ActorContext<FunctionConfig>, link: ActorContext['inbound'][number]): void {
    const { kind, from } = link.connection;
    this.comesAfresh[link.index] = this.stopsAt < Infinity && !context.guards.counts(link.connection);
    if (kind.invocation !== 'poll') {
      const waits = carriesBatches(link.connection) ? BATCHED : SYNCHRONOUS;
      this.modes[link.index] = kind.invocation === 'synchronous' ? waits : ASYNCHRONOUS;
      this.bringsBatches[link.index] = handsOverBatches(link.connection);
      return;
    }
    const first = FIRST_MAPPING + 8 * this.mappings.length;
    const timers: MappingTimers = {
      ramp: context.timer(first + RAMP),
      window: context.timer(first + WINDOW),
      throttled: context.messageTimer(first + THROTTLED),
      poll: context.timer(first + POLL),
    };
    const mapping =
      from.contract === 'poll-queue'
        ? new QueuePoller(context, link, queueReading(link, this.quota), timers, this)
        : new StreamReader(context, link, streamReading(link, context), timers, this);
    this.tellsFailures[link.index] = tellsFailures(link);
    this.modes[link.index] = MAPPED;
    this.mappings.push(mapping);
    this.mappingOf[link.index] = mapping;
  }

  override receive(message: Handle, connection: number): Answer.Code {
    if (this.comesAfresh[connection] === true) this.words[message + Message.flags]! &= ~Message.PASSES;
    if (this.modes[connection] === ASYNCHRONOUS) {
      const { words } = this;
      words[message + RECORDS] = this.bringsBatches[connection] === true ? words[message + Message.tries]! : 0;
      this.events.receive(message);
      return Answer.taken;
    }
    const { recorder } = this;
    const isBatch = this.modes[connection] === BATCHED;
    const records = this.recordsOf(message, connection);
    recorder.countMany(Counter.offered, records);
    if (this.isStoppedLoop(message)) {
      recorder.countMany(Counter.failed, records);
      return Answer.failed;
    }
    this.times[(message >> 1) + Message.since] = this.runtime.now();
    if (this.requests.take() && this.invoke(message, isBatch ? records : 0, isBatch)) {
      this.running += records;
      return Answer.pending;
    }
    recorder.countMany(Counter.throttled, records);
    recorder.count(Counter.throttledAttempts);
    return Answer.throttled;
  }

  isStoppedLoop(message: Handle): boolean {
    return (this.words[message + Message.flags]! & Message.PASSES) >= this.stopsAt;
  }

  /** Of a batch, `tries` is the number of its records. */
  private recordsOf(message: Handle, connection: number): number {
    return this.modes[connection] === BATCHED ? this.words[message + Message.tries]! : 1;
  }

  /** Event invocations have no rate limit of their own (gettingstarted-limits). */
  invokeEvent(event: Handle): boolean {
    if (this.invoke(event, this.words[event + RECORDS]!, false)) {
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

  /** An invocation of one message: the message itself, or a stand-in where the code calls others while it works. */
  private invoke(message: Handle, records: number, isBatch: boolean): boolean {
    const needsStandIn = this.calls?.hasWaits === true || (isBatch && this.calls !== undefined);
    if (!needsStandIn) return this.begin(message, records, isBatch);
    const { runtime, words } = this;
    const invocation = runtime.create(message);
    words[invocation + Message.connection] = words[message + Message.connection]!;
    words[invocation + Message.flags]! |= STAND_IN;
    this.times[(invocation >> 1) + Message.since] = runtime.now();
    if (this.begin(invocation, records, isBatch)) return true;
    runtime.release(invocation);
    return false;
  }

  /**
   * Starts an invocation where there is a place and an environment.
   * @param records that come together, each with a part of the duration; 0 where it is for no batch
   */
  private begin(invocation: Handle, records: number, isBatch: boolean): boolean {
    const { runtime, recorder, config, words, environments } = this;
    if (this.isStopped || !this.places.take()) return false;
    const environment = environments.take();
    if (environment === NO_ENVIRONMENT) {
      this.places.release();
      return false;
    }
    recorder.shift(Gauge.concurrency, 1);
    recorder.count(Counter.attempts);
    words[invocation + Message.mark] = environment;
    if (isBatch) this.times[(invocation >> 1) + Message.since] = runtime.now();
    let duration = (this.durations.next() + config.perRecord * records) * this.slowness;
    const timesOut = duration > config.timeout;
    if (timesOut) {
      duration = config.timeout;
      words[invocation + Message.flags]! |= TIMED_OUT;
      recorder.count(Counter.timeouts);
    } else words[invocation + Message.flags]! &= ~(TIMED_OUT | FAILED);
    if (environments.wasCold) {
      recorder.count(Counter.coldStarts);
      duration += this.coldStarts.next();
    }
    if (this.calls !== undefined) this.beginCalls(invocation, isBatch, timesOut);
    runtime.after(duration, this.finish, invocation);
    return true;
  }

  private beginCalls(invocation: Handle, isBatch: boolean, timesOut: boolean): void {
    const calls = this.calls!;
    if (!isBatch && !calls.hasWaits) return;
    if (calls.hasWaits && !timesOut) this.runtime.watch(this.timeoutLane, this.deadline, invocation);
    calls.begin(invocation, this.firstOf(invocation), isBatch, this.timesOf(invocation));
  }

  /** How often the code calls what it calls for a piece of work: for each record of an event that is a batch. */
  private timesOf(invocation: Handle): number {
    const { words } = this;
    if (this.bringsBatches[words[invocation + Message.connection]!] !== true) return 1;
    return words[this.firstOf(invocation) + RECORDS]!;
  }

  /** The message that an invocation is for, or the first of its records. */
  private firstOf(invocation: Handle): Handle {
    const { words } = this;
    const mode = this.modes[words[invocation + Message.connection]!];
    const isStandIn = (words[invocation + Message.flags]! & STAND_IN) !== 0;
    const message = mode === MAPPED || isStandIn ? words[invocation + Message.parent]! : invocation;
    return mode === BATCHED ? words[message + Message.parent]! : message;
  }

  override wake(kind: number, payload: number): void {
    switch (kind) {
      case FINISH:
        this.workDone(payload);
        return;
      case KEEP_ALIVE:
        this.environments.keepAliveOver(payload);
        return;
      case DEADLINE:
        this.calls!.deadline(payload);
        return;
      case CALL_RETRY:
        this.calls!.retryNow(payload);
        return;
      case EVENT:
        this.events.wake(payload);
        return;
      default:
        this.wakeMapping(kind - FIRST_MAPPING, payload);
    }
  }

  private wakeMapping(kind: number, payload: number): void {
    const mapping = this.mappings[kind >> 3]!;
    switch (kind & 7) {
      case RAMP:
        if (mapping instanceof QueuePoller) mapping.ramp();
        else mapping.free(payload);
        return;
      case WINDOW:
        mapping.windowOver(payload);
        return;
      case THROTTLED:
        mapping.throttleOver(payload);
        return;
      default:
        mapping.pollAgain(payload);
    }
  }

  /** The handler is through, or the function timed out. */
  private workDone(invocation: Handle): void {
    const { words, calls } = this;
    const flags = words[invocation + Message.flags]!;
    if ((flags & TIMED_OUT) !== 0) {
      this.end(invocation, true, true);
      return;
    }
    const fails =
      (flags & (Message.POISON | FAILED)) !== 0 || (this.failShare > 0 && this.draws.next() < this.failShare);
    if (fails || calls === undefined) {
      this.end(invocation, fails, false);
      return;
    }
    const mode = this.modes[words[invocation + Message.connection]!];
    const isBatch = mode === MAPPED || mode === BATCHED;
    if (calls.workDone(invocation, this.firstOf(invocation), isBatch, this.timesOf(invocation)) === NONE)
      this.end(invocation, calls.hasFailed(invocation), false);
  }

  /** All that the code called has been answered, or the timeout has cut it off. */
  invocationDone(invocation: Handle): void {
    this.end(invocation, this.calls!.hasFailed(invocation), false);
  }

  private end(invocation: Handle, hasFailed: boolean, timedOut: boolean): void {
    const { runtime, recorder, words, times } = this;
    recorder.shift(Gauge.concurrency, -1);
    this.places.release();
    // A timeout resets the environment: the next invocation in it starts cold (lambda-runtime-environment).
    this.environments.giveBack(words[invocation + Message.mark]!, timedOut);
    const connection = words[invocation + Message.connection]!;
    const mode = this.modes[connection]!;
    if (mode === MAPPED) {
      recorder.latency(runtime.now() - times[(invocation >> 1) + Message.since]!);
      // What timed out names nothing.
      const namesOne = this.tellsFailures[connection] === true && !timedOut;
      this.mappingOf[connection]!.ended(invocation, hasFailed ? (namesOne ? 'one failed' : 'failed') : 'done');
      if (this.calls === undefined) runtime.release(invocation);
      else this.calls.dismiss(invocation);
      return;
    }
    let message = invocation;
    if ((words[invocation + Message.flags]! & STAND_IN) !== 0) {
      message = words[invocation + Message.parent]!;
      this.calls!.dismiss(invocation);
    }
    const records = this.recordsOf(message, connection);
    this.running -= records;
    if (mode === ASYNCHRONOUS) this.events.ended(message, hasFailed);
    else this.reply(message, hasFailed ? Answer.failed : Answer.taken, records);
  }

  private reply(message: Handle, answer: Answer.Code, records: number): void {
    const { runtime, recorder } = this;
    const since = this.times[(message >> 1) + Message.since]!;
    recorder.countMany(answer === Answer.taken ? Counter.served : Counter.failed, records);
    recorder.latency(runtime.now() - since);
    if ((this.words[message + Message.flags]! & Message.TRACED) !== 0)
      runtime.visit(message, this.index, since, answer);
    runtime.answer(message, answer);
  }

  override answered(child: Handle, answer: Answer.Code): void {
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
