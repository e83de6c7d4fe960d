import type { EvaluatedResource } from '#shared/evaluation/evaluation';
import { NOTICEABLE } from '#shared/picture/line-form';
import { backlogsOf } from '#shared/picture/spill';
import { compact } from '../design/format';
import { useEvaluation } from '../evaluation/store';

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

const Backlog = () => (
  <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
    <path d="M1 8.5h8M2 5.5h6M3 2.5h4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
  </svg>
);
