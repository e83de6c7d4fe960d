/**
 * A flow in a run: begins by schedule, with each batch of events or when it is started, takes as long as its records need
 * and writes at the end. What a bucket refuses it tries again. An incremental run reads what has changed since the one
 * before, however the load moved meanwhile. Calls of the source's day, and runs of the account's month, are given evenly
 * over those, and a run of the simulation begins with what the load leaves of them.
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
  type Bucket,
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
  callsAllowed,
  callsOf,
  capsOf,
  DAY,
  endedShare,
  EVENT_REPORT,
  eventSize,
  FIRST_RUN,
  QUOTA_MONTH,
  recordsOf,
  runsPerSecond,
  writtenShare,
  writtenSize,
} from './runs';

/** Of a run that is too long, or that the source refuses: it fails whatever it reads. */
const FAILS = Message.OWN_A;

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
  private readonly month: Bucket;
  /** Undefined where the source counts none, or that is not known. */
  private readonly calls: Bucket | undefined;
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
  /** The load, added up, that runs have read so far: see `Arrivals.loadSoFar`. */
  private loadRead: number;
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
    const factor = this.arrivals.factor();
    const rate = runsPerSecond(this.config, factor);
    const most = context.quota('appflow/runs-per-month');
    this.month = context.sharedBucket('appflow/runs-per-month', most / QUOTA_MONTH, most);
    takeUpTo(this.month, rate * QUOTA_MONTH);
    const allowed = callsAllowed(this.config);
    this.calls = allowed === undefined ? undefined : context.bucket(allowed / DAY, allowed);
    const earlierToday = Math.max(0, rate * DAY - 1);
    if (this.calls) takeUpTo(this.calls, callsOf(this.config, recordsOf(this.config, factor)) * earlierToday);
    // The last run before the simulation was one period before the first within it.
    this.loadRead = -factor * Math.max(0, this.config.every - FIRST_RUN);
    this.draws = context.uniform('runs');
    this.due = context.timer(DUE);
    this.arrive = context.timer(ARRIVE);
    this.end = context.messageTimer(END);
    this.retry = context.messageTimer(RETRY);
    this.report = context.timer(REPORT);
    this.caps = capsOf(resource, this.quota);
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
    if (!this.hasRoom()) return Answer.throttled;
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
      if (this.arrivals.factor() > 0) this.beginByItself();
    } else if (kind === ARRIVE) {
      this.awaitEvents();
      this.beginByItself();
    } else {
      this.runtime.after(EVENT_REPORT, this.report, 0);
      if (this.arrivals.factor() > 0) this.reportEvents();
    }
  }

  private awaitEvents(): void {
    const gap = this.arrivals.next();
    if (gap < Infinity) this.runtime.after(gap, this.arrive, 0);
  }

  private reportEvents(): void {
    const report = this.runtime.createRoot();
    this.tell(report);
    this.runtime.release(report);
  }

  private beginByItself(): void {
    if (this.hasRoom()) this.begin(this.runtime.createRoot());
  }

  /** Takes a place among the runs at work and one among those of the month, or counts a run that does not begin. */
  private hasRoom(): boolean {
    this.recorder.count(Counter.offered);
    if (this.pool.take()) {
      if (this.month.take()) return true;
      this.pool.release();
    }
    this.recorder.count(Counter.throttled);
    this.recorder.count(Counter.throttledAttempts);
    return false;
  }

  /** A run owns its message from now on; how many records it reads is known. */
  private begin(run: Handle): void {
    const { runtime, recorder, config } = this;
    const records = this.recordsNow();
    const duration = (records / config.recordRate) * this.slowness;
    const longest = this.quota('appflow/run-duration');
    this.words[run + Message.size] = Math.min(LARGEST, Math.round(records));
    const isRefused = this.calls?.takeMany(callsOf(config, records)) === false;
    const flags = this.words[run + Message.flags]! & ~FAILS;
    this.words[run + Message.flags] = isRefused || duration > longest ? flags | FAILS : flags;
    this.times[(run >> 1) + Message.since] = runtime.now();
    this.open++;
    recorder.count(Counter.attempts);
    recorder.shift(Gauge.concurrency, 1);
    for (const { index, files } of this.sources) this.write(run, index, files, 0);
    if (config.trigger !== 'event') this.tell(run);
    runtime.after(Math.min(duration, longest), this.end, run);
  }

  /** Whole records of an incremental run: what is left of one is the next run's. */
  private recordsNow(): number {
    const { config, arrivals } = this;
    const { trigger, pull, changes } = config;
    if (trigger !== 'schedule' || pull !== 'incremental' || changes === 0) return recordsOf(config, arrivals.factor());
    const changed = Math.round((arrivals.loadSoFar() - this.loadRead) * changes);
    this.loadRead += changed / changes;
    return changed;
  }

  private finish(run: Handle): void {
    const { runtime, recorder, config } = this;
    const records = this.words[run + Message.size]!;
    const since = this.times[(run >> 1) + Message.since]!;
    const isFailed = this.isFailing(run, records);
    if (!isFailed) {
      const written = records * writtenShare(config);
      for (const { index, files } of this.destinations) {
        this.write(run, index, files, (written * writtenSize(config)) / files);
      }
      if (config.trigger === 'event') {
        const events = Math.floor(written + this.draws.next());
        const size = eventSize(config, this.quota);
        for (const index of this.buses) this.write(run, index, events, size);
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

  private isFailing(run: Handle, records: number): boolean {
    if ((this.words[run + Message.flags]! & FAILS) !== 0) return true;
    if (this.isStopped || (this.errorShare > 0 && this.draws.next() < this.errorShare)) return true;
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

/** What a steady load has used already. */
function takeUpTo(bucket: Bucket, many: number): void {
  bucket.takeMany(Math.min(bucket.level(), many));
}

export function actor(context: ActorContext<FlowConfig>): Actor {
  return new FlowActor(context);
}
