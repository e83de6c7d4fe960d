/** Everything that the capacity engine says of a drawing at one load. */
import type { CapacityResult, ConnectionFlow, LadderEntry } from '#shared/model/capacity';
import type { Graph } from '#shared/model/graph';
import type { Registry } from '#shared/model/service';
import { ladder, unheld } from './ladder';
import { flowOrder } from './order';
import { overflow } from './overflow';
import { pools, quotaBook } from './quotas';
import { loopGuards } from '#shared/model/loop-guards';
import { type Problem, type Solution, solve } from './solve';

/** Relative difference in admitted rates above which two solutions are two states of the system. */
const DIFFERENT = 1e-3;

export interface AssessOptions {
  /** Multiplies the rate of every entry resource; 1 is the load as drawn. */
  readonly loadFactor: number;
}

export function problemOf(graph: Graph, registry: Registry): Problem {
  const quotas = quotaBook(registry, graph.account);
  const guards = loopGuards(graph);
  return { graph, order: flowOrder(graph), quotas, pools: pools(graph, registry, quotas), guards };
}

/**
 * Steady state at a load, the ladder of limits, and where the excess ends. A loop that does not settle is reported as
 * not converged, never a hang.
 */
export function assessCapacity(graph: Graph, registry: Registry, { loadFactor }: AssessOptions): CapacityResult {
  const problem = problemOf(graph, registry);
  const solution = solve(problem, { loadFactor, capped: true });
  const drawnRate = entryRate(graph);
  const { rungs, endless } = ladder(problem, drawnRate);
  return {
    loadFactor,
    entryRate: drawnRate * loadFactor,
    resources: solution.reports,
    connections: connections(graph, solution),
    pools: solution.pools,
    ladder: rungs,
    sustains: endless ?? rungs.find(({ isDeliberate }) => !isDeliberate),
    overflow: overflow(graph, solution),
    // What feeds itself needs without end: no quota is large enough to ask for.
    needed: endless ? new Map() : needed(problem, rungs, drawnRate * loadFactor, loadFactor),
    convergence: {
      iterations: solution.sweeps,
      converged: solution.converged,
      residual: solution.residual,
      bistable: canStayCollapsed(graph, rungs, loadFactor) ? bistable(problem, solution, loadFactor) : [],
    },
  };
}

/** Empty where no limit is full: spares designs with room another solution. */
function needed(
  problem: Problem,
  rungs: readonly LadderEntry[],
  rate: number,
  loadFactor: number,
): CapacityResult['needed'] {
  if (!rungs.some((rung) => rung.perSecond < rate && !rung.isDeliberate)) return new Map();
  return new Map([...unheld(problem, loadFactor)].map(([id, { limits }]) => [id, limits]));
}

/** Total rate of the entry resources as drawn, per second. */
export function entryRate({ resources }: Graph): number {
  return resources.reduce((sum, { service, config }) => sum + (service.entryRate(config) ?? 0), 0);
}

/** What the entries send, in the plural: `records`; null where they send different things, or nothing. */
export function entryUnit({ resources }: Graph): string | null {
  const units = new Set(
    resources.flatMap(({ service, config }) =>
      (service.entryRate(config) ?? 0) > 0 ? [service.entryUnit(config)] : [],
    ),
  );
  const [unit = null, ...others] = units;
  return others.length === 0 ? unit : null;
}

function connections(graph: Graph, { flows, outcomes }: Solution): ReadonlyMap<string, ConnectionFlow> {
  const found = new Map<string, ConnectionFlow>();
  for (const { id } of graph.connections) {
    const flow = flows.get(id);
    const outcome = outcomes.get(id);
    if (flow && outcome) found.set(id, { flow, outcome });
  }
  return found;
}

/**
 * Whether retries could hold any limit full by themselves: not where even all attempts of two layers of callers
 * together stay below the first limit. Spares light drawings a second solution.
 */
function canStayCollapsed({ connections: all }: Graph, rungs: readonly LadderEntry[], loadFactor: number): boolean {
  const most = all.reduce((attempts, connection) => {
    if (connection.kind.invocation !== 'synchronous') return attempts;
    return Math.max(attempts, connection.kind.behaviour(connection).attempts ?? 1);
  }, 1);
  const first = rungs[0]?.loadFactor ?? Infinity;
  return most > 1 && loadFactor * most * most >= first;
}

/** Resources that end elsewhere when the iteration starts from a saturated system; none where that does not settle. */
function bistable(problem: Problem, fromEmpty: Solution, loadFactor: number): readonly string[] {
  const fromSaturated = solve(problem, { loadFactor, capped: true, start: 'saturated' });
  if (!fromSaturated.converged) return [];
  return problem.graph.resources
    .filter(({ id }) => {
      const low = fromEmpty.reports.get(id)?.completed ?? 0;
      const high = fromSaturated.reports.get(id)?.completed ?? 0;
      return Math.abs(low - high) > DIFFERENT * Math.max(low, high);
    })
    .map(({ id }) => id);
}
