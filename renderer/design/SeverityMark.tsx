import type { Severity } from '#shared/model/rule';
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
      {severity === 'error' && (
        <>
          <path className="severity-mark__body" d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" />
          <path className="severity-mark__sign" d="m5.5 5.5 5 5m0-5-5 5" />
        </>
      )}
      {severity === 'warning' && (
        <>
          <path className="severity-mark__body" d="M8 1.2 15.5 14.6H.5z" />
          <path className="severity-mark__sign" d="M8 6.2v4M8 12.3v.1" />
        </>
      )}
      {severity === 'info' && (
        <>
          <circle className="severity-mark__body" cx="8" cy="8" r="7.2" />
          <path className="severity-mark__sign" d="M8 7.4v4M8 4.7v.1" />
        </>
      )}
    </svg>
  );
}
