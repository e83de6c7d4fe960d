/** Where the simulation and the capacity engine do not say the same of a steady load. */
import type { EvaluatedResource, Evaluation } from '#shared/evaluation/evaluation';
import type { Measured, ResourceResult } from '#shared/simulation/result';
import type { Run } from './store';

export interface Disagreement {
  readonly resource: string;
  /** `offered`, `served` or `throttled`, per second. */
  readonly of: string;
  readonly computed: number;
  readonly simulated: number;
  /** Half width of the 95 % interval of what was simulated. */
  readonly halfWidth: number;
}

/** A smaller share of what is offered is no disagreement: the capacity engine's fixed point ends at a residual too. */
const NEGLIGIBLE = 0.02;

/** Whether both speak of the same thing: one steady load, nothing injected, the run complete. */
export function isComparable(
  { profile, hasFailures, loadFactor, meaning, result }: Run,
  evaluation: Evaluation,
  now: number,
): boolean {
  return (
    profile.kind === 'constant' &&
    !hasFailures &&
    meaning === now &&
    Math.abs(loadFactor - evaluation.loadFactor) < 1e-9 &&
    result.outcome === 'completed' &&
    result.observedSeconds > 0
  );
}

/** Rates that lie further apart than both bands allow. */
export function disagreementsOf({ result }: Run, evaluation: Evaluation): readonly Disagreement[] {
  return Object.entries(result.resources).flatMap(([resource, simulated]) => {
    const computed = evaluation.resources[resource];
    if (!computed) return [];
    return pairs.flatMap(({ of, pick, take }) => {
      const measured = take(simulated);
      const mean = measured.mean / result.observedSeconds;
      const halfWidth = (measured.halfWidth ?? 0) / result.observedSeconds;
      const band = NEGLIGIBLE * Math.max(computed.offeredPerSecond, simulated.offered.mean / result.observedSeconds);
      const expected = pick(computed);
      return Math.abs(mean - expected) > halfWidth + band
        ? [{ resource, of, computed: expected, simulated: mean, halfWidth }]
        : [];
    });
  });
}

interface Pair {
  readonly of: string;
  pick(resource: EvaluatedResource): number;
  take(resource: ResourceResult): Measured;
}

const pairs: readonly Pair[] = [
  { of: 'offered', pick: (each) => each.offeredPerSecond, take: (each) => each.offered },
  { of: 'served', pick: (each) => each.completedPerSecond, take: (each) => each.served },
  { of: 'throttled', pick: (each) => each.throttledPerSecond, take: (each) => each.throttled },
];
