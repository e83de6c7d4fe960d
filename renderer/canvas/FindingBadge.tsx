import { SeverityMark, SEVERITY_WORD } from '../design/SeverityMark';
import { counted } from '../design/format';
import { showWorstFinding } from '../findings/actions';
import { useFindingSummary } from '../findings/store';

/** The worst finding of a resource and how many there are. */
export function FindingBadge({ resource }: { readonly resource: string }) {
  const summary = useFindingSummary(resource);
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
        showWorstFinding(resource);
      }}
    >
      <SeverityMark severity={worst} size={12} />
      <span aria-hidden="true">{count}</span>
      <span className="spoken-only">{words}</span>
    </span>
  );
}
