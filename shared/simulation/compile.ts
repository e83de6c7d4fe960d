/** From a graph to a kernel with one actor a resource. */
import type { Account, Connection, Graph, Resource } from '#shared/model/graph';
import { type LoopGuards, loopGuards } from '#shared/model/loop-guards';
import type { Registry } from '#shared/model/service';
import type { ActorContext, Arrivals, Bucket, Link, Pool, Sampler, Uniform } from '#shared/model/simulation';
import type { Distribution } from '#shared/model/field';
import { ArrivalClock } from './arrival-clock';
import { PlacePool, TokenBucket } from './capacity-pools';
import { type Failure, FailureSchedule } from './failure-schedule';
import { Kernel, type Span } from './kernel';
import { Load, type LoadProfile } from './load-profile';
import type { MessagePool } from './message-pool';
import { streamState } from './seed';
import { ZipfRanks } from './zipf-ranks';
import { exponentialStream, lawStream, uniformStream } from './variate-stream';

/** What a run is, apart from the number of its replication. */
export interface RunSpec {
  readonly graph: Graph;
  readonly services: Registry;
  readonly seed: number;
  readonly span: Span;
  /** Seconds at the start that the statistics leave out; undefined: found by MSER-5 where the load is constant. */
  readonly warmUp: number | undefined;
  readonly profile: LoadProfile;
  readonly loadFactor: number;
  readonly failures: readonly Failure[];
  readonly arrivals: 'poisson' | 'even';
  readonly maxEvents: number;
  readonly maxMessages: number;
  readonly maxTraces: number;
}

/** `messages` is fresh or reset. */
export function compile(spec: RunSpec, replication: number, messages: MessagePool): Kernel {
  const { graph, span } = spec;
  const kernel = new Kernel(span, graph.connections.length, messages, spec.maxTraces);
  const world = new World(spec, kernel, replication);
  const indexOf = new Map(graph.connections.map((connection, index) => [connection.id, index]));
  const links = (connections: readonly Connection[]): readonly Link[] =>
    connections.map((connection) => ({ index: indexOf.get(connection.id)!, connection }));
  graph.resources.forEach((resource, index) => {
    const firstTimer = kernel.timerCount;
    const context = world.contextOf(resource, index, links);
    const actor = resource.service.actor(context);
    kernel.actors.push(actor);
    kernel.bindTimers(firstTimer, actor);
  });
  const actorOf = new Map(graph.resources.map(({ id }, index) => [id, kernel.actors[index]!]));
  graph.connections.forEach((connection, index) => {
    kernel.connect(index, actorOf.get(connection.from.resource.id)!, actorOf.get(connection.to.resource.id)!);
  });
  new FailureSchedule(spec.failures, kernel, actorOf, world).schedule();
  return kernel;
}

/** The account's quotas and pools, and the random streams of one replication. */
export class World {
  private readonly cuts = new Map<string, number>();
  private readonly wholeQuotas = new Map<string, number>();
  private readonly sharedBuckets = new Map<string, TokenBucket>();
  private readonly sharedPools = new Map<string, PlacePool>();
  private readonly load: Load;
  private readonly guards: LoopGuards;
  private readonly spec: RunSpec;
  private readonly kernel: Kernel;
  private readonly replication: number;

  constructor(spec: RunSpec, kernel: Kernel, replication: number) {
    this.spec = spec;
    this.kernel = kernel;
    this.replication = replication;
    this.guards = loopGuards(spec.graph);
    const kicks = spec.failures.filter((failure) => failure.kind === 'kick');
    this.load = new Load(spec.profile, kicks, spec.span.horizon, spec.loadFactor);
  }

  quota(id: string): number {
    const whole = this.wholeQuotas.get(id) ?? this.wholeQuota(id);
    return whole * (this.cuts.get(id) ?? 1);
  }

  /** Some actors ask during the run. */
  private wholeQuota(id: string): number {
    for (const service of this.spec.services) {
      const quota = service.quotas.find((each) => each.id === id);
      if (!quota) continue;
      const value = valueOf(quota, this.spec.graph.account);
      this.wholeQuotas.set(id, value);
      return value;
    }
    throw new Error(`no service states the quota ${id}`);
  }

  /** Sets a quota to a share of its value from now on. */
  cut(id: string, share: number): void {
    this.cuts.set(id, share);
    for (const [poolId, pool] of this.sharedPools) pool.resize(this.poolSize(poolId));
  }

  private poolSize(id: string): number {
    for (const service of this.spec.services) {
      const pool = service.pools.find((each) => each.id === id);
      if (!pool) continue;
      const own = this.spec.graph.resources.filter((resource) => resource.service.id === service.id);
      return Math.max(0, pool.size(this.quota(pool.quota), own));
    }
    throw new Error(`no service states the pool ${id}`);
  }

  private state(resource: Resource, purpose: string): Int32Array {
    return streamState(this.spec.seed, this.replication, resource.id, purpose);
  }

  contextOf(resource: Resource, index: number, links: ActorContext['links']): ActorContext {
    const { kernel } = this;
    const { clock, calendar } = kernel;
    return {
      resource,
      index,
      runtime: kernel,
      recorder: kernel.newRecorder(),
      inbound: links(resource.inbound),
      outbound: links(resource.outbound),
      links,
      guards: this.guards,
      quota: (id) => this.quota(id),
      uniform: (purpose): Uniform => uniformStream(this.state(resource, purpose)),
      sampler: (purpose, law: Distribution): Sampler => lawStream(this.state(resource, purpose), law),
      zipf: (purpose, count): Uniform => new ZipfRanks(uniformStream(this.state(resource, purpose)), count),
      arrivals: (rate, purpose = 'arrivals'): Arrivals => {
        const variates =
          this.spec.arrivals === 'poisson' ? exponentialStream(this.state(resource, purpose)) : undefined;
        return new ArrivalClock(clock, this.load, rate, variates);
      },
      timer: (kind) => kernel.newTimer(kind, false),
      messageTimer: (kind) => kernel.newTimer(kind, true),
      lane: (delay) => calendar.lane(delay, false),
      watchLane: (delay) => calendar.lane(delay, true),
      bucket: (rate, burst): Bucket => new TokenBucket(clock, rate, burst),
      sharedBucket: (id, rate, burst): Bucket => {
        const bucket = this.sharedBuckets.get(id) ?? new TokenBucket(clock, rate, burst);
        this.sharedBuckets.set(id, bucket);
        return bucket;
      },
      pool: (size): Pool => new PlacePool(size),
      sharedPool: (id): Pool => {
        const pool = this.sharedPools.get(id) ?? new PlacePool(this.poolSize(id));
        this.sharedPools.set(id, pool);
        return pool;
      },
    };
  }
}

interface AccountQuota {
  readonly id: string;
  readonly value: number;
  readonly byRegion?: Readonly<Record<string, number>>;
}

function valueOf(quota: AccountQuota, account: Account): number {
  return account.quotas[quota.id] ?? quota.byRegion?.[account.region] ?? quota.value;
}
