/**
 * A flow in a run: begins by schedule, with each batch of events or when it is started, takes as long as its records need
 * and writes at the end. What a bucket refuses it tries again.
 *
 * Units: runs. The backlog is files and events that a receiver refused; retries count those tried again.
 * Left out: that a scheduled run reads once more what a failed one did not write.
 */
import * as Answer from '#shared/model/answer';
import { type Backoff, backoff } from '#shared/model/backoff';
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import * as Message from '#shared/model/message';
import {
  Actor,
  type ActorContext,
  type Arrivals,
  type Disturbance,
  type Handle,
  NONE,
  type Pool,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { FlowConfig } from './config';
import type { BucketDestinationConfig } from './destination-config';
import {
  bucketDestinations,
  bucketSources,
  busDestinations,
  capsOf,
  endedShare,
  EVENT_REPORT,
  FIRST_RUN,
  recordsOf,
  runsPerSecond,
  writtenShare,
  writtenSize,
} from './runs';

/** Kinds of timers. */
const DUE = 0;
const ARRIVE = 1;
const END = 2;
const RETRY = 3;
const REPORT = 4;

/** AWS states that AppFlow tries again but not how often: an assumption. */
const retries: Backoff = { first: 1, longest: 60 };
/** The largest size that a message can state. */
const LARGEST = 2 ** 31 - 1;

export class FlowActor extends Actor {
  private readonly config: FlowConfig;
  private readonly quota: ActorContext['quota'];
  private readonly pool: Pool;
  private readonly arrivals: Arrivals;
  private readonly draws: Uniform;
  private readonly due: Timer;
  private readonly arrive: Timer;
  private readonly end: Timer;
  private readonly retry: Timer;
  private readonly report: Timer;
  private readonly caps: ReturnType<typeof capsOf>;
  private readonly destinations: readonly { readonly index: number; readonly files: number }[];
  private readonly sources: readonly { readonly index: number; readonly files: number }[];
  private readonly buses: readonly number[];
  private readonly told: readonly { readonly index: number; readonly size: number }[];
  private open = 0;
  private errorShare = 0;
  private slowness = 1;
  private isStopped = false;

  constructor(context: ActorContext<FlowConfig>) {
    super(context);
    const { resource, outbound } = context;
    this.config = resource.config;
    this.quota = (id) => context.quota(id);
    this.pool = context.sharedPool('appflow/concurrent-runs');
    this.arrivals = context.arrivals(this.config.trigger === 'event' ? runsPerSecond(this.config, 1) : 0);
    this.draws = context.uniform('runs');
    this.due = context.timer(DUE);
    this.arrive = context.timer(ARRIVE);
    this.end = context.messageTimer(END);
    this.retry = context.messageTimer(RETRY);
    this.report = context.timer(REPORT);
    this.caps = capsOf(resource);
    const indexOf = new Map(outbound.map(({ index, connection }) => [connection.id, index]));
    const filesOf = ({ id, config }: { readonly id: string; readonly config: unknown }) => ({
      index: indexOf.get(id)!,
      files: (config as BucketDestinationConfig).filesPerRun,
    });
    this.destinations = bucketDestinations(resource).map((each) => filesOf(each));
    this.sources = bucketSources(resource).map((each) => filesOf(each));
    this.buses = busDestinations(resource).map(({ id }) => indexOf.get(id)!);
    const taken = new Set([...this.destinations, ...this.sources].map(({ index }) => index).concat(this.buses));
    this.told = outbound
      .filter(({ index }) => !taken.has(index))
      .map(({ index, connection }) => ({ index, size: connection.config['eventSize'] as number }));
  }

  override start(): void {
    const { trigger } = this.config;
    if (trigger === 'schedule') this.runtime.after(FIRST_RUN, this.due, 0);
    else if (trigger === 'event') {
      this.awaitEvents();
      if (this.told.length > 0) this.runtime.after(EVENT_REPORT, this.report, 0);
    }
  }

  override receive(call: Handle): Answer.Code {
    // Of a flow that runs by itself a start only says that it may.
    if (this.config.trigger !== 'on-demand') {
      this.runtime.release(call);
      return Answer.taken;
    }
    this.recorder.count(Counter.offered);
    if (!this.pool.take()) {
      this.recorder.count(Counter.throttled);
      this.recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    this.words[call + Message.parent] = NONE;
    this.begin(call);
    return Answer.taken;
  }

  override wake(kind: number, payload: number): void {
    if (kind === END) this.finish(payload);
    else if (kind === RETRY) {
      this.recorder.count(Counter.retries);
      this.recorder.shift(Gauge.backlog, -1);
      this.attempt(payload);
    } else if (kind === DUE) {
      this.runtime.after(this.config.every, this.due, 0);
      this.beginByItself();
    } else if (kind === ARRIVE) {
      this.awaitEvents();
      this.beginByItself();
    } else {
      this.runtime.after(EVENT_REPORT, this.report, 0);
      const report = this.runtime.createRoot();
      this.tell(report);
      this.runtime.release(report);
    }
  }

  private awaitEvents(): void {
    const gap = this.arrivals.next();
    if (gap < Infinity) this.runtime.after(gap, this.arrive, 0);
  }

  private beginByItself(): void {
    this.recorder.count(Counter.offered);
    if (!this.pool.take()) {
      this.recorder.count(Counter.throttled);
      this.recorder.count(Counter.throttledAttempts);
      return;
    }
    this.begin(this.runtime.createRoot());
  }

  /** A run owns its message from now on; how many records it reads is known. */
  private begin(run: Handle): void {
    const { runtime, recorder, config } = this;
    const records = recordsOf(config, this.arrivals.factor());
    this.words[run + Message.size] = Math.min(LARGEST, Math.round(records));
    this.times[(run >> 1) + Message.since] = runtime.now();
    this.open++;
    recorder.count(Counter.attempts);
    recorder.shift(Gauge.concurrency, 1);
    for (const { index, files } of this.sources) this.write(run, index, files, 0);
    if (config.trigger !== 'event') this.tell(run);
    runtime.after((records / config.recordRate) * this.slowness, this.end, run);
  }

  private finish(run: Handle): void {
    const { runtime, recorder, config } = this;
    const records = this.words[run + Message.size]!;
    const since = this.times[(run >> 1) + Message.since]!;
    const isFailed = this.isFailing(records, runtime.now() - since);
    if (!isFailed) {
      const written = records * writtenShare(config);
      for (const { index, files } of this.destinations) {
        this.write(run, index, files, (written * writtenSize(config)) / files);
      }
      if (config.trigger === 'event') {
        const events = Math.floor(written + this.draws.next());
        for (const index of this.buses) this.write(run, index, events, writtenSize(config));
      }
    }
    if (config.trigger !== 'event') this.tell(run);
    recorder.count(isFailed ? Counter.failed : Counter.served);
    recorder.latency(runtime.now() - since);
    recorder.shift(Gauge.concurrency, -1);
    if ((this.words[run + Message.flags]! & Message.TRACED) !== 0) {
      runtime.visit(run, this.index, since, isFailed ? Answer.failed : Answer.taken);
    }
    this.pool.release();
    this.open--;
    runtime.release(run);
  }

  private isFailing(records: number, duration: number): boolean {
    if (this.isStopped || (this.errorShare > 0 && this.draws.next() < this.errorShare)) return true;
    if (duration > this.quota('appflow/run-duration')) return true;
    if (this.caps.some(({ used, limit }) => used(records) > limit)) return true;
    const ended = endedShare(this.config, records);
    return ended > 0 && this.draws.next() < ended;
  }

  /** An event of the run’s start, its end or of what came meanwhile. */
  private tell(run: Handle): void {
    for (const { index, size } of this.told) this.write(run, index, 1, size);
  }

  private write(run: Handle, index: number, many: number, bytes: number): void {
    const { runtime, words } = this;
    for (let count = 0; count < many; count++) {
      const item = runtime.create(run);
      // The run is gone before what it writes is.
      words[item + Message.parent] = NONE;
      words[item + Message.connection] = index;
      words[item + Message.size] = Math.min(LARGEST, Math.round(bytes));
      this.attempt(item);
    }
  }

  private attempt(item: Handle): void {
    const { runtime, recorder, words } = this;
    // Read before the item may become the receiver's.
    const connection = words[item + Message.connection]!;
    const tries = words[item + Message.tries]! + 1;
    words[item + Message.tries] = tries;
    const answer = runtime.send(connection, item);
    recorder.saw(connection, answer);
    if (answer < Answer.throttled) return;
    recorder.shift(Gauge.backlog, 1);
    if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
    runtime.after(backoff(tries, retries, this.draws.next()), this.retry, item);
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

export function actor(context: ActorContext<FlowConfig>): Actor {
  return new FlowActor(context);
}
