/** Tenants before a real queue and plain readers behind it, to see how long whose messages wait. */
import * as Answer from '#shared/model/answer';
import type { GroupNaming } from '#shared/model/connection';
import * as Counter from '#shared/model/counter';
import type { Distribution } from '#shared/model/field';
import type { Connection, Graph } from '#shared/model/graph';
import * as Message from '#shared/model/message';
import {
  Actor,
  type ActorContext,
  type Arrivals,
  type Handle,
  NONE,
  type Sampler,
  type Timer,
} from '#shared/model/simulation';
import { services } from '#shared/services/registry';
import type { SimulationResult } from '#shared/simulation/result';
import { simulate } from '#shared/simulation/simulate';
import { drawing, exponential } from './generic-actors';

/** Of the tenant that is loud in these tests; the quiet ones have the keys above it. */
const LOUD = 0;

interface Sending {
  readonly rate: number;
  /** Keys of its tenants, whose turn it is one after the other. */
  readonly tenants: readonly number[];
  /** Seconds after which it is silent. */
  readonly until?: number | undefined;
}

class Sender extends Actor {
  private readonly arrivals: Arrivals;
  private readonly timer: Timer;
  private readonly target: number;
  private readonly tenants: readonly number[];
  private readonly until: number;
  private sent = 0;

  constructor(context: ActorContext, { rate, tenants, until = Infinity }: Sending) {
    super(context);
    this.arrivals = context.arrivals(rate);
    this.timer = context.timer(0);
    this.target = context.outbound[0]!.index;
    this.tenants = tenants;
    this.until = until;
  }

  override start(): void {
    const gap = this.arrivals.next();
    if (gap < Infinity) this.runtime.after(gap, this.timer, 0);
  }

  override wake(): void {
    if (this.runtime.now() > this.until) return;
    this.start();
    const message = this.runtime.createRoot();
    this.words[message + Message.key] = this.tenants[this.sent++ % this.tenants.length]!;
    this.recorder.count(Counter.offered);
    this.recorder.count(Counter.served);
    this.runtime.send(this.target, message);
  }
}

/** Takes one message at a time at each of `readers` places. Waits are `endToEnd` for the loud tenant, `latency` for others. */
class Readers extends Actor {
  private readonly source: number;
  private readonly work: Sampler;
  private readonly timer: Timer;
  private readonly fetched = new Int32Array(1);
  private idle: number;

  constructor(context: ActorContext, readers: number, work: Distribution) {
    super(context);
    this.source = context.inbound[0]!.index;
    this.work = context.sampler('work', work);
    this.timer = context.messageTimer(0);
    this.idle = readers;
  }

  override start(): void {
    this.read();
  }

  override ready(): void {
    this.read();
  }

  override wake(_kind: number, message: Handle): void {
    this.words[message + Message.next] = NONE;
    this.runtime.settle(this.source, message, Answer.taken);
    this.idle++;
    this.read();
  }

  private read(): void {
    while (this.idle > 0 && this.runtime.fetch(this.source, 0, 1, this.fetched) > 0) {
      const message = this.fetched[0]!;
      this.idle--;
      const wait = this.runtime.now() - this.times[(message >> 1) + Message.since]!;
      if (this.words[message + Message.key] === LOUD) this.recorder.endToEnd(wait);
      else this.recorder.latency(wait);
      this.runtime.after(this.work.next(), this.timer, message);
    }
  }
}

interface Tenants {
  readonly queue: Readonly<Record<string, unknown>>;
  /** Messages a second of the loud tenant, and of the others together, of which there are 99. */
  readonly loud: number;
  readonly quiet: number;
  readonly others?: number;
  /** Seconds after which the loud tenant is silent. */
  readonly loudUntil?: number;
  readonly readers: number;
  readonly seconds: number;
  readonly naming?: GroupNaming;
}

/** Each message takes a reader a second on average, exponentially distributed. */
export function tenantsRun(tenants: Tenants): SimulationResult {
  const { queue, loud, quiet, others = 99, loudUntil, readers, seconds, naming = 'each' } = tenants;
  const sqs = services.find(({ id }) => id === 'sqs')!;
  const config = sqs.config.parse({ messageGroups: 100, visibilityTimeout: 43_200, ...queue });
  const graph = drawing(
    {
      loud: (context) => new Sender(context, { rate: loud, tenants: [LOUD], until: loudUntil }),
      others: (context) =>
        new Sender(context, { rate: quiet, tenants: Array.from({ length: others }, (_, at) => LOUD + 1 + at) }),
      queue: (context) => sqs.actor({ ...context, resource: { ...context.resource, config } }),
      readers: (context) => new Readers(context, readers, exponential(1)),
    },
    [
      ['loud', 'queue'],
      ['others', 'queue'],
      ['queue', 'readers'],
    ],
  );
  return simulate(asQueue(graph, naming), services, {
    duration: seconds,
    warmUp: seconds / 5,
    seed: 7,
    profile: { kind: 'constant' },
    failures: [],
    replications: 3,
    maxTraces: 0,
  });
}

/** As a queue sees its senders and readers. */
function asQueue(graph: Graph, naming: GroupNaming): Graph {
  for (const connection of graph.connections as readonly { -readonly [K in keyof Connection]: unknown }[]) {
    const isRead = (connection as Connection).from.resource.id === 'queue';
    connection.kind = {
      invocation: isRead ? 'poll' : 'asynchronous',
      role: 'work',
      namesGroups: () => naming,
      behaviour: () => ({}),
    };
  }
  return graph;
}
