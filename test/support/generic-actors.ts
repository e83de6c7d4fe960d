/** Textbook stations as actors, to hold the simulation kernel against theory without any AWS service. */
import type { Graph } from '#shared/model/graph';
import {
  Actor,
  type ActorContext,
  Answer,
  type Arrivals,
  type Bucket,
  Counter,
  Gauge,
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
  return { name: 'test', account: { region: 'us-east-1', quotas: {} }, resources, connections: links } as unknown as Graph;
}

export const exponential = (mean: number): Distribution => ({ distribution: 'exponential', mean: seconds(mean), scv: 1 });
export const constant = (mean: number): Distribution => ({ distribution: 'constant', mean: seconds(mean), scv: 0 });
export const lognormal = (mean: number, scv: number): Distribution => ({
  distribution: 'lognormal',
  mean: seconds(mean),
  scv,
});

const Kind = { arrive: 0, finish: 1, retry: 2 } as const;

/** Sends at a rate along its only connection, with up to `retries` attempts more after a refusal, full jitter. */
export class Source extends Actor {
  private readonly context: ActorContext;
  private readonly arrivals: Arrivals;
  private readonly arrive: Timer;
  private readonly retry: Timer;
  private readonly jitter: Uniform;
  private readonly options: { rate: number; retries?: number; base?: number; cap?: number };
  private inside = 0;

  constructor(context: ActorContext, options: { rate: number; retries?: number; base?: number; cap?: number }) {
    super();
    this.context = context;
    this.options = options;
    this.arrivals = context.arrivals(options.rate);
    this.arrive = context.timer(Kind.arrive);
    this.retry = context.timer(Kind.retry);
    this.jitter = context.uniform('jitter');
  }

  override start(): void {
    this.scheduleNext();
  }

  private scheduleNext(): void {
    const gap = this.arrivals.next();
    if (gap < Infinity) this.context.runtime.after(gap, this.arrive, 0);
  }

  override wake(kind: number, payload: number): void {
    if (kind === Kind.retry) return this.attempt(payload);
    this.scheduleNext();
    const { runtime, recorder } = this.context;
    recorder.count(Counter.offered);
    this.inside++;
    this.attempt(runtime.createRoot());
  }

  private attempt(message: Handle): void {
    const { runtime, recorder, outbound } = this.context;
    recorder.count(Counter.attempts);
    const answer = runtime.send(outbound[0]!.index, message);
    if (answer === Answer.pending) return;
    if (answer === Answer.taken) {
      this.inside--;
      recorder.count(Counter.served);
      return;
    }
    const { retries = 0, base = 1, cap = 1 } = this.options;
    const tries = runtime.messages.tries[message]!;
    if (tries >= retries) return this.end(message, Counter.failed);
    runtime.messages.tries[message] = tries + 1;
    runtime.after(this.jitter.next() * Math.min(cap, base * 2 ** tries), this.retry, message);
  }

  override answered(message: Handle, answer: Answer): void {
    const { runtime, recorder } = this.context;
    if (answer === Answer.taken) recorder.latency(runtime.now() - runtime.messages.born[message]!);
    this.end(message, answer === Answer.taken ? Counter.served : Counter.failed);
  }

  private end(message: Handle, counter: Counter): void {
    this.inside--;
    this.context.recorder.count(counter);
    this.context.runtime.release(message);
  }

  override held(): number {
    return this.inside;
  }
}

/** c servers and room for `room` that wait; beyond, it refuses. Passes on what it has served where it has a way out. */
export class Station extends Actor {
  private readonly context: ActorContext;
  private readonly service: Sampler;
  private readonly finish: Timer;
  private readonly servers: number;
  private readonly room: number;
  private busy = 0;
  private waiting = 0;
  private head: Handle = NONE;
  private tail: Handle = NONE;

  constructor(context: ActorContext, options: { servers: number; service: Distribution; room?: number }) {
    super();
    this.context = context;
    this.servers = options.servers;
    this.room = options.room ?? Infinity;
    this.service = context.sampler('service', options.service);
    this.finish = context.timer(Kind.finish);
  }

  override receive(message: Handle): Answer {
    const { runtime, recorder } = this.context;
    const { messages } = runtime;
    recorder.count(Counter.offered);
    if (this.busy === this.servers && this.waiting >= this.room) {
      recorder.count(Counter.throttled);
      return Answer.throttled;
    }
    messages.since[message] = runtime.now();
    if (this.busy < this.servers) this.begin(message);
    else {
      messages.next[message] = NONE;
      if (this.head === NONE) this.head = message;
      else messages.next[this.tail] = message;
      this.tail = message;
      this.waiting++;
      recorder.shift(Gauge.backlog, 1);
    }
    return Answer.pending;
  }

  private begin(message: Handle): void {
    const { runtime, recorder } = this.context;
    this.busy++;
    recorder.shift(Gauge.concurrency, 1);
    // The time of waiting is what theory speaks of.
    recorder.endToEnd(runtime.now() - runtime.messages.since[message]!);
    runtime.after(this.service.next(), this.finish, message);
  }

  override wake(_kind: number, message: number): void {
    const { runtime, recorder, outbound } = this.context;
    this.busy--;
    recorder.shift(Gauge.concurrency, -1);
    recorder.latency(runtime.now() - runtime.messages.since[message]!);
    recorder.count(Counter.served);
    if (this.head !== NONE) {
      const next = this.head;
      this.head = runtime.messages.next[next]!;
      this.waiting--;
      recorder.shift(Gauge.backlog, -1);
      this.begin(next);
    }
    const onward = outbound[0];
    if (!onward) return runtime.answer(message, Answer.taken);
    const child = runtime.create(message);
    const answer = runtime.send(onward.index, child);
    if (answer >= Answer.throttled) {
      runtime.release(child);
      runtime.answer(message, answer);
    }
  }

  override answered(child: Handle, answer: Answer): void {
    const { runtime } = this.context;
    const message = runtime.messages.parent[child]!;
    runtime.release(child);
    runtime.answer(message, answer);
  }

  override held(): number {
    return this.busy + this.waiting;
  }
}

/** Takes what finds a token and refuses the rest. */
export class Gate extends Actor {
  private readonly context: ActorContext;
  private readonly bucket: Bucket;

  constructor(context: ActorContext, options: { rate: number; burst: number }) {
    super();
    this.context = context;
    this.bucket = context.bucket(options.rate, options.burst);
  }

  override receive(message: Handle): Answer {
    const { runtime, recorder } = this.context;
    recorder.count(Counter.offered);
    if (!this.bucket.take()) {
      recorder.count(Counter.throttled);
      return Answer.throttled;
    }
    recorder.count(Counter.served);
    runtime.release(message);
    return Answer.taken;
  }
}
