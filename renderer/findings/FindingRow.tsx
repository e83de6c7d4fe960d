import type { ProjectDocument } from '#shared/document/schema';
import type { Finding } from '#shared/model/finding';
import { ServiceIcon } from '../design/ServiceIcon';
import { SEVERITY_WORD, SeverityMark } from '../design/SeverityMark';
import { ShortSource } from '../design/Why';
import { Acknowledge } from './Acknowledge';
import { applyRemedy, showFinding } from './actions';
import { placeName } from './place';
import { RemedyButton } from './RemedyButton';
import { keyOf, useFindingsView } from './store';

interface FindingRowProps {
  readonly finding: Finding;
  readonly document: ProjectDocument;
}

export function FindingRow({ finding, document }: FindingRowProps) {
  const key = keyOf(finding);
  const isActive = useFindingsView((state) => state.active === key);
  const { severity, message, remedy, source, asOf, acknowledged, rule, at, place } = finding;
  const owner = document.connections.find(({ id }) => id === at.connection)?.to ?? at.resource;
  const service = document.resources.find(({ id }) => id === owner)?.service;
  return (
    <li
      className={`finding ${isActive ? 'finding--active' : ''} ${acknowledged === undefined ? '' : 'finding--quiet'}`}
    >
      <button type="button" className="finding__main" title={rule} onClick={() => showFinding(finding)}>
        <SeverityMark severity={severity} />
        <span className="spoken-only">{SEVERITY_WORD[severity]}: </span>
        <span className="finding__place">
          {service !== undefined && <ServiceIcon service={service} size={16} />}
          <span>{placeName(finding, document)}</span>
        </span>
        <span className="finding__message">
          {capitalised(message)}
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
}

/** A message begins with a name where it can; names are never changed. */
const capitalised = (message: string): string =>
  /^[a-z]+ /.test(message) ? message.charAt(0).toUpperCase() + message.slice(1) : message;
