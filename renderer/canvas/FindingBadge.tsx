import { SeverityMark, SEVERITY_WORD } from '../design/SeverityMark';
import { counted } from '../design/format';
import { useFindingSummary } from '../findings/store';

/** The worst finding of a resource and how many there are. */
export function FindingBadge({ resource }: { readonly resource: string }) {
  const summary = useFindingSummary(resource);
  if (!summary) return null;
  const { worst, count } = summary;
  const words = `${counted(count, 'finding')}, worst: ${SEVERITY_WORD[worst].toLowerCase()}`;
  return (
    <span className={`finding-badge finding-badge--${worst} num`} title={words}>
      <SeverityMark severity={worst} size={12} />
      <span aria-hidden="true">{count}</span>
      <span className="spoken-only">{words}</span>
    </span>
  );
}
