/** Textbook stations as actors, to hold the simulation kernel against theory without any AWS service. */
import type { Graph } from '#shared/model/graph';
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import * as Message from '#shared/model/message';
import {
  Actor,
  type ActorContext,
  type Arrivals,
  type Bucket,
  type Handle,
  NONE,
  type Sampler,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import type { Distribution } from '#shared/model/field';
import { seconds } from '#shared/model/unit';

export type Make = (context: ActorContext<any>) => Actor;

/** A drawing of generic actors; connections are `[from, to]`. */
export function drawing(
  actors: Readonly<Record<string, Make>>,
  connections: readonly (readonly [string, string])[],
): Graph {
  const resources = Object.entries(actors)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, actor]) => ({
      id,
      name: id,
      config: {},
      inbound: [] as unknown[],
      outbound: [] as unknown[],
      service: { id: 'generic', actor, quotas: [], pools: [] },
    }));
  const find = (id: string) => resources.find((resource) => resource.id === id)!;
  const links = connections.map(([from, to], index) => ({
    id: `${index}-${from}-${to}`,
    kind: { invocation: 'synchronous', role: 'work', behaviour: () => ({}) },
    config: {},
    from: { resource: find(from) },
    to: { resource: find(to) },
  }));
  for (const link of links) {
    link.from.resource.outbound.push(link);
    link.to.resource.inbound.push(link);
  }
  return {
    name: 'test',
    account: { region: 'us-east-1', quotas: {} },
    resources,
    connections: links,
  } as unknown as Graph;
}

export const exponential = (mean: number): Distribution => ({
  distribution: 'exponential',
  mean: seconds(mean),
  scv: 1,
});
export const constant = (mean: number): Distribution => ({ distribution: 'constant', mean: seconds(mean), scv: 0 });
export const lognormal = (mean: number, scv: number): Distribution => ({
  distribution: 'lognormal',
  mean: seconds(mean),
  scv,
});

/** Kinds of timers. */
const ARRIVE = 0;
const FINISH = 1;
const RETRY = 2;

interface SourceOptions {
  readonly rate: number;
  /** Attempts after the first, with full jitter up to min(cap, base · 2^i) seconds. */
  readonly retries?: number;
  readonly base?: number;
  readonly cap?: number;
}

/** Sends at a rate along its only connection. */
export class Source extends Actor {
  private readonly target: number;
  private readonly options: SourceOptions;
  private readonly arrivals: Arrivals;
  private readonly arrive: Timer;
  private readonly retry: Timer;
  private readonly jitter: Uniform;
  private inside = 0;

  constructor(context: ActorContext, options: SourceOptions) {
    super(context);
    this.target = context.outbound[0]!.index;
    this.options = options;
    this.arrivals = context.arrivals(options.rate);
    this.arrive = context.timer(ARRIVE);
    this.retry = context.messageTimer(RETRY);
    this.jitter = context.uniform('jitter');
  }

  override start(): void {
    const gap = this.arrivals.next();
    if (gap < Infinity) this.runtime.after(gap, this.arrive, 0);
  }

  override wake(kind: number, payload: number): void {
    if (kind === RETRY) {
      this.attempt(payload);
      return;
    }
    this.start();
    this.recorder.count(Counter.offered);
    this.recorder.shift(Gauge.concurrency, 1);
    this.inside++;
    this.attempt(this.runtime.createRoot());
  }

  private attempt(message: Handle): void {
    const { runtime, recorder, words } = this;
    recorder.count(Counter.attempts);
    const answer = runtime.send(this.target, message);
    if (answer === Answer.pending) return;
    if (answer === Answer.taken) {
      this.ended(Counter.served);
      return;
    }
    const { retries = 0, base = 1, cap = 1 } = this.options;
    const tries = words[message + Message.tries]!;
    if (tries >= retries) {
      this.end(message, Counter.failed);
      return;
    }
    words[message + Message.tries] = tries + 1;
    runtime.after(this.jitter.next() * Math.min(cap, base * 2 ** tries), this.retry, message);
  }

  override answered(message: Handle, answer: Answer.Code): void {
    const isServed = answer === Answer.taken;
    if (isServed) this.recorder.latency(this.runtime.now() - this.times[(message >> 1) + Message.born]!);
    this.end(message, isServed ? Counter.served : Counter.failed);
  }

  private end(message: Handle, counter: number): void {
    this.ended(counter);
    this.runtime.release(message);
  }

  private ended(counter: number): void {
    this.inside--;
    this.recorder.shift(Gauge.concurrency, -1);
    this.recorder.count(counter);
  }

  override held(): number {
    return this.inside;
  }
}

interface StationOptions {
  readonly servers: number;
  readonly service: Distribution;
  /** Places to wait; without end by default. */
  readonly room?: number;
}

/**
 * c servers, first come first served; beyond its room it refuses. Passes on what it has served where it has a way out.
 * `endToEnd` records the waiting time, which is what theory speaks of.
 */
export class Station extends Actor {
  private readonly service: Sampler;
  private readonly finish: Timer;
  private readonly servers: number;
  private readonly room: number;
  private readonly onward: number;
  private busy = 0;
  private waiting = 0;
  private head: Handle = NONE;
  private tail: Handle = NONE;

  constructor(context: ActorContext, options: StationOptions) {
    super(context);
    this.servers = options.servers;
    this.room = options.room ?? Infinity;
    this.service = context.sampler('service', options.service);
    this.finish = context.messageTimer(FINISH);
    this.onward = context.outbound[0]?.index ?? NONE;
  }

  override receive(message: Handle): Answer.Code {
    const { recorder, words } = this;
    recorder.count(Counter.offered);
    if (this.busy === this.servers && this.waiting >= this.room) {
      recorder.count(Counter.throttled);
      return Answer.throttled;
    }
    this.times[(message >> 1) + Message.since] = this.runtime.now();
    if (this.busy < this.servers) {
      this.begin(message);
      return Answer.pending;
    }
    words[message + Message.next] = NONE;
    if (this.head === NONE) this.head = message;
    else words[this.tail + Message.next] = message;
    this.tail = message;
    this.waiting++;
    recorder.shift(Gauge.backlog, 1);
    return Answer.pending;
  }

  private begin(message: Handle): void {
    const { runtime, recorder } = this;
    this.busy++;
    recorder.shift(Gauge.concurrency, 1);
    recorder.endToEnd(runtime.now() - this.times[(message >> 1) + Message.since]!);
    runtime.after(this.service.next(), this.finish, message);
  }

  override wake(_kind: number, message: number): void {
    const { runtime, recorder, words } = this;
    this.busy--;
    recorder.shift(Gauge.concurrency, -1);
    recorder.latency(runtime.now() - this.times[(message >> 1) + Message.since]!);
    recorder.count(Counter.served);
    if (this.head !== NONE) {
      const next = this.head;
      this.head = words[next + Message.next]!;
      this.waiting--;
      recorder.shift(Gauge.backlog, -1);
      this.begin(next);
    }
    if (this.onward === NONE) {
      runtime.answer(message, Answer.taken);
      return;
    }
    const child = runtime.create(message);
    const answer = runtime.send(this.onward, child);
    if (answer < Answer.throttled) return;
    runtime.release(child);
    runtime.answer(message, answer);
  }

  override answered(child: Handle, answer: Answer.Code): void {
    const message = this.words[child + Message.parent]!;
    this.runtime.release(child);
    this.runtime.answer(message, answer);
  }

  override held(): number {
    return this.busy + this.waiting;
  }
}

/** Takes what finds a token and refuses the rest. */
export class Gate extends Actor {
  private readonly bucket: Bucket;

  constructor(context: ActorContext, options: { rate: number; burst: number }) {
    super(context);
    this.bucket = context.bucket(options.rate, options.burst);
  }

  override receive(message: Handle): Answer.Code {
    const { recorder } = this;
    recorder.count(Counter.offered);
    if (!this.bucket.take()) {
      recorder.count(Counter.throttled);
      return Answer.throttled;
    }
    recorder.count(Counter.served);
    this.runtime.release(message);
    return Answer.taken;
  }
}
