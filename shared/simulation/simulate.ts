/** Simulation, request by request. */
import type { Graph } from '#shared/model/graph';
import type { Registry } from '#shared/model/service';
import type { RunSpec } from './compile';
import type { Failure } from './failure-schedule';
import type { LoadProfile } from './load-profile';
import { MAX_MESSAGES } from './message-pool';
import { Replication } from './replication';
import type { SimulationResult } from './result';
import { type RunHooks, runShard } from './shard';
import { summarise } from './summarise';
import { Load } from './load-profile';

/** A scenario of a project file is one of these, without the last seven. */
export interface SimulationOptions {
  /** Simulated time, seconds. */
  readonly duration: number;
  /** Whole number from 0 to 4,294,967,295. Same drawing, options and seed: same result, digit for digit. */
  readonly seed: number;
  readonly profile: LoadProfile;
  readonly failures: readonly Failure[];
  /** Seconds at the start that the statistics leave out. Not given: found by MSER-5 where the load is constant, else 0. */
  readonly warmUp?: number;
  /** Default 5: the least that gives useful intervals. */
  readonly replications?: number;
  /** Multiplies the rate of every entry resource. Default 1. */
  readonly loadFactor?: number;
  /** Default Poisson; `even` spaces the arrivals of each entry evenly. */
  readonly arrivals?: 'poisson' | 'even';
  /** Of one replication. Default 500 million. */
  readonly maxEvents?: number;
  /** Messages at once in one replication; default and most 4,194,304. */
  readonly maxMessages?: number;
  /** Messages that are followed through the drawing. Default 200. */
  readonly maxTraces?: number;
  /** Columns of the series. Default 1,000, at most 2,000. */
  readonly maxColumns?: number;
}

/** Sequence numbers of events have 32 bits. */
const mostEvents = 2 ** 32 - 1;

/** Checks the options and completes them. */
export function prepare(graph: Graph, services: Registry, options: SimulationOptions): RunSpec {
  const { duration, seed, maxColumns = 1000, maxEvents = 500_000_000 } = options;
  if (!(duration > 0 && duration < Infinity))
    throw new RangeError(`duration must be above 0 and finite, got ${duration}`);
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32))
    throw new RangeError(`seed must be a whole number of 32 bits, got ${seed}`);
  const columnWidth = niceAbove(duration / Math.min(2000, Math.max(1, maxColumns)));
  return {
    graph,
    services,
    seed,
    span: { horizon: duration, columnWidth, columns: Math.ceil(duration / columnWidth - 1e-9) },
    warmUp: options.warmUp,
    profile: options.profile,
    failures: options.failures,
    loadFactor: options.loadFactor ?? 1,
    arrivals: options.arrivals ?? 'poisson',
    maxEvents: Math.min(mostEvents, maxEvents),
    maxMessages: Math.min(MAX_MESSAGES, options.maxMessages ?? MAX_MESSAGES),
    maxTraces: options.maxTraces ?? 200,
  };
}

export function simulate(
  graph: Graph,
  services: Registry,
  options: SimulationOptions,
  hooks: RunHooks = {},
): SimulationResult {
  const spec = prepare(graph, services, options);
  return summarise(spec, runShard(spec, replicationsOf(options), hooks));
}

/** Numbers of the replications that a run has. */
export function replicationsOf({ replications = 5 }: SimulationOptions): readonly number[] {
  return Array.from({ length: replications }, (_, index) => index);
}

/** Events with which `estimateEvents` looks at a run. */
const sample = 65_536;

/** Events that one replication will take, from its first 65,536 and the load to come; exact where it takes fewer. */
export function estimateEvents(graph: Graph, services: Registry, options: SimulationOptions): number {
  const spec = prepare(graph, services, { ...options, maxEvents: sample, maxTraces: 0 });
  const replication = new Replication(spec, 0);
  while (!replication.step());
  const { kernel } = replication;
  if (kernel.events < sample) return kernel.events;
  const kicks = spec.failures.filter((failure) => failure.kind === 'kick');
  const load = new Load(spec.profile, kicks, spec.span.horizon);
  const seen = load.integral(kernel.now());
  return Math.round(seen > 0 ? (kernel.events * load.integral(spec.span.horizon)) / seen : kernel.events);
}

/** The least 1, 2 or 5 times a power of ten that is not below `value`. */
function niceAbove(value: number): number {
  let unit = 1;
  while (unit >= value) unit /= 10;
  while (unit * 10 < value) unit *= 10;
  for (const step of [1, 2, 5, 10]) if (unit * step >= value * (1 - 1e-12)) return unit * step;
  return unit * 10;
}
