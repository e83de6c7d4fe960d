/** Where the simulation and the capacity engine do not say the same of a steady load. */
import type { ProjectDocument } from '#shared/document/schema';
import type { EvaluatedResource, Evaluation } from '#shared/evaluation/evaluation';
import type { ResourceResult, SimulationResult } from '#shared/simulation/result';

export interface Disagreement {
  readonly resource: string;
  readonly of: RateName;
  /** Per second. */
  readonly computed: number;
  readonly simulated: number;
  /** Half width of the 95 % interval of what was simulated. */
  readonly halfWidth: number;
}

export interface Agreement {
  /**
   * Entries that sent another load than the drawing has in the mean: a schedule fires at set times, and a short run sees
   * much of it or nothing. Nothing beyond them can be compared then.
   */
  readonly otherLoads: readonly Disagreement[];
  /** Rates that lie further apart than both bands allow; empty where the loads differ. */
  readonly disagreements: readonly Disagreement[];
}

/**
 * Share of what is offered that is no disagreement: the capacity engine's fixed point ends at a residual, and its closed
 * forms know Poisson arrivals only.
 */
const NEGLIGIBLE = 0.02;

/** Compares a run under a constant load, without failures, with the evaluation of the same document at the same load. */
export function agreementOf(
  result: SimulationResult,
  evaluation: Evaluation,
  { resources, connections }: Pick<ProjectDocument, 'resources' | 'connections'>,
): Agreement {
  const called = new Set(connections.map(({ to }) => to));
  const found = resources.flatMap(({ id }) => {
    const simulated = result.resources[id];
    const computed = evaluation.resources[id];
    if (!simulated || !computed || result.observedSeconds === 0) return [];
    const unfetched = connections
      .filter(({ to }) => to === id)
      .reduce((sum, connection) => sum + leftAtSource(evaluation, connection.id), 0);
    return RATES.flatMap((rate) => compared(id, rate, simulated, computed, unfetched, result));
  });
  const otherLoads = found.filter(({ resource, of }) => of === 'offered' && !called.has(resource));
  return { otherLoads, disagreements: otherLoads.length > 0 ? [] : found };
}

/** What a poll leaves behind, per second: the run sees it wait where it is, the capacity engine says who should take it. */
function leftAtSource({ connections }: Evaluation, id: string): number {
  const connection = connections[id];
  return connection?.invocation === 'poll' ? connection.perSecond * connection.delayedShare : 0;
}

type RateName = 'offered' | 'served' | 'throttled' | 'failed';

const RATES: readonly {
  readonly of: RateName;
  computed(resource: EvaluatedResource, unfetched: number): number;
  simulated(resource: ResourceResult): readonly { readonly mean: number; readonly halfWidth: number | null }[];
}[] = [
  {
    of: 'offered',
    computed: (each, unfetched) => each.offeredPerSecond - unfetched,
    simulated: ({ offered }) => [offered],
  },
  {
    of: 'served',
    computed: (each) => each.completedPerSecond,
    // What a poller's filter leaves out is done without any work.
    simulated: ({ served, filtered }) => [served, filtered],
  },
  { of: 'throttled', computed: (each) => each.throttledPerSecond, simulated: ({ throttled }) => [throttled] },
  {
    of: 'failed',
    computed: (each) => each.failedPerSecond,
    simulated: ({ failed, deadLettered, lost }) => [failed, deadLettered, lost],
  },
];

function compared(
  resource: string,
  { of, computed, simulated }: (typeof RATES)[number],
  run: ResourceResult,
  evaluated: EvaluatedResource,
  unfetched: number,
  { observedSeconds: seconds, replications }: SimulationResult,
): readonly Disagreement[] {
  const counts = simulated(run);
  const mean = counts.reduce((sum, count) => sum + count.mean, 0) / seconds;
  const expected = computed(evaluated, unfetched);
  const halfWidth = Math.max(
    counts.reduce((sum, count) => sum + (count.halfWidth ?? 0), 0) / seconds,
    // What is rare may not have come at all, or in every replication alike: the spread of a Poisson count.
    1.96 * Math.sqrt(Math.max(0, expected) / (seconds * replications)),
  );
  const band = NEGLIGIBLE * Math.max(evaluated.offeredPerSecond, run.offered.mean / seconds);
  if (Math.abs(mean - expected) <= halfWidth + band) return [];
  return [{ resource, of, computed: expected, simulated: mean, halfWidth }];
}
