import type { Severity } from '#shared/model/rule';
import { SEVERITY_SHAPES } from '#shared/picture/severity';
import './severity-mark.css';

export const SEVERITY_WORD: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** Its form tells the severity as well as its colour: octagon, triangle, circle. */
export function SeverityMark({ severity, size = 14 }: { readonly severity: Severity; readonly size?: number }) {
  return (
    <svg
      className={`severity-mark severity-mark--${severity}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path className="severity-mark__body" d={SEVERITY_SHAPES[severity].body} />
      <path className="severity-mark__sign" d={SEVERITY_SHAPES[severity].sign} />
    </svg>
  );
}
