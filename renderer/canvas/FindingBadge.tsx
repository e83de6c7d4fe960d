import { SeverityMark, SEVERITY_WORD } from '../design/SeverityMark';
import { counted } from '../design/format';
import { showWorstFinding } from '../findings/actions';
import { useFindingSummaryOf } from '../findings/store';

interface FindingBadgeProps {
  /** Resources and connections: one, or all that a collapsed group hides. */
  readonly of: readonly string[];
}

/** The worst finding of what a card stands for, and how many there are. */
export function FindingBadge({ of }: FindingBadgeProps) {
  const summary = useFindingSummaryOf(of);
  if (!summary) return null;
  const { worst, count } = summary;
  const words = `${counted(count, 'finding')}, worst: ${SEVERITY_WORD[worst].toLowerCase()}`;
  return (
    // The keyboard has F8 for it, and the form of the resource says what was found.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span
      className={`finding-badge finding-badge--${worst} num`}
      title={`${words}. A click shows it.`}
      onClick={(event) => {
        event.stopPropagation();
        showWorstFinding(of);
      }}
    >
      <SeverityMark severity={worst} size={12} />
      <span aria-hidden="true">{count}</span>
      <span className="spoken-only">{words}</span>
    </span>
  );
}
