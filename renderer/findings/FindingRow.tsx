import { memo, useEffect, useRef } from 'react';
import type { Finding } from '#shared/model/finding';
import { ServiceIcon } from '../design/ServiceIcon';
import { SEVERITY_WORD, SeverityMark } from '../design/SeverityMark';
import { ShortSource } from '../design/Why';
import { currentDocument } from '../project/store';
import { Acknowledge } from './Acknowledge';
import { applyRemedy, showFinding } from './actions';
import { RemedyButton } from './RemedyButton';
import { asSentence } from './sentence';
import { keyOf, useFindingsView } from './store';

interface FindingRowProps {
  readonly finding: Finding;
  /** What it is at, in words. */
  readonly name: string;
  readonly service: string | undefined;
}

/** Drawn again only when it says something else: a long list stands still while the drawing changes. */
export const FindingRow = memo(function FindingRow({ finding, name, service }: FindingRowProps) {
  const key = keyOf(finding);
  const isActive = useFindingsView((state) => state.active === key);
  const { severity, message, remedy, source, asOf, acknowledged, rule, place } = finding;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <li
      ref={row}
      className={`finding ${isActive ? 'finding--active' : ''} ${acknowledged === undefined ? '' : 'finding--quiet'}`}
    >
      <button type="button" className="finding__main" title={rule} onClick={() => showFinding(finding)}>
        <SeverityMark severity={severity} />
        <span className="spoken-only">{SEVERITY_WORD[severity]}: </span>
        <span className="finding__place">
          {service !== undefined && <ServiceIcon service={service} size={16} />}
          <span>{name}</span>
        </span>
        <span className="finding__message">
          {asSentence(message, currentDocument().resources)}
          {place && (
            <span className="dim num">
              {' '}
              (line {place.line}, column {place.column})
            </span>
          )}
          {acknowledged !== undefined && <span className="dim"> — acknowledged: {acknowledged}</span>}
        </span>
      </button>
      <span className="finding__source">
        <ShortSource source={source} asOf={asOf} />
      </span>
      <span className="finding__actions">
        {remedy && acknowledged === undefined && (
          <RemedyButton
            remedy={remedy}
            className="button button--small finding__remedy"
            onApply={() => applyRemedy(finding)}
          />
        )}
        <Acknowledge finding={finding} />
      </span>
    </li>
  );
});
