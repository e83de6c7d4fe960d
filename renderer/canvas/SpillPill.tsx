import type { EvaluatedResource, Evaluation } from '#shared/evaluation/evaluation';
import { compact } from '../design/format';
import { useEvaluation } from '../evaluation/store';

/** Less than this share of what is offered is rounding and retries' dust, not a spill. */
const NOTICEABLE = 0.0005;

interface SpillPillProps {
  readonly id: string;
  readonly result: EvaluatedResource;
}

/** What finds no room here: refused (−) or left waiting in a backlog that grows (+). */
export function SpillPill({ id, result }: SpillPillProps) {
  const growth = useEvaluation(({ evaluation }) => (evaluation ? backlogsOf(evaluation).get(id) : undefined)) ?? 0;
  const least = result.offeredPerSecond * NOTICEABLE;
  if (result.throttledPerSecond > least) {
    return (
      <span className="spill-pill spill-pill--over num" title="Refused: no room for it here">
        <span aria-hidden="true">▲ </span>
        {`−${compact(result.throttledPerSecond)}/s`}
        <span className="spoken-only"> refused</span>
      </span>
    );
  }
  if (growth > least) {
    return (
      <span className="spill-pill spill-pill--watch num" title="The backlog grows: nothing takes it fast enough">
        <Backlog />
        {`+${compact(growth)}/s`}
        <span className="spoken-only"> added to the backlog</span>
      </span>
    );
  }
  return null;
}

const backlogs = new WeakMap<Evaluation, ReadonlyMap<string, number>>();

/** Growth per second of what waits, by the resource that it waits at: a full consumer is not where it waits. */
function backlogsOf(evaluation: Evaluation): ReadonlyMap<string, number> {
  const known = backlogs.get(evaluation);
  if (known) return known;
  const growth = new Map<string, number>();
  for (const { at, ends, rate } of evaluation.overflow) {
    if (ends === 'backlog' || ends === 'iterator age') growth.set(at, (growth.get(at) ?? 0) + rate);
  }
  backlogs.set(evaluation, growth);
  return growth;
}

const Backlog = () => (
  <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
    <path d="M1 8.5h8M2 5.5h6M3 2.5h4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
  </svg>
);
