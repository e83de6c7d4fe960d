/** Whether a run can be held against the capacity engine. */
import type { Evaluation } from '#shared/evaluation/evaluation';
import type { Run } from './store';

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
