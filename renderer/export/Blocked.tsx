import type { ReactNode } from 'react';
import type { ProjectDocument } from '#shared/document/schema';
import type { Finding } from '#shared/model/finding';
import { setView } from '../app/view';
import { counted } from '../design/format';
import { SEVERITY_WORD, SeverityMark } from '../design/SeverityMark';
import { ShortSource } from '../design/Why';
import { applyRemedy, showFinding } from '../findings/actions';
import { placeName } from '../findings/place';
import { RemedyButton } from '../findings/RemedyButton';
import { keyOf } from '../findings/store';
import '../findings/findings.css';

interface BlockedProps {
  readonly findings: readonly Finding[];
  readonly document: ProjectDocument;
  readonly children: ReactNode;
}

/** Why there is no code: what AWS would refuse or what would lose data. Each leads to its place. */
export function Blocked({ findings, document, children }: BlockedProps) {
  return (
    <section className="blocked" aria-label="What stops the export">
      <header className="blocked__head text">
        <strong>{counted(findings.length, 'error')} to mend before there is code</strong>
        <span className="dim">
          AWS would refuse the design as drawn, or lose data. Choose one to go to its place, or{' '}
          <button type="button" className="link" onClick={() => setView({ bottomTab: 'findings', showsBottom: true })}>
            see all findings
          </button>
          .
        </span>
        {children}
      </header>
      <ul>
        {findings.map((finding) => (
          <li key={keyOf(finding)} className="finding">
            <button type="button" className="finding__main" title={finding.rule} onClick={() => showFinding(finding)}>
              <SeverityMark severity={finding.severity} />
              <span className="spoken-only">{SEVERITY_WORD[finding.severity]}: </span>
              <span className="finding__place">
                <span>{placeName(finding, document)}</span>
              </span>
              <span className="finding__message">{finding.message}</span>
            </button>
            <span className="finding__source">
              <ShortSource source={finding.source} asOf={finding.asOf} />
            </span>
            <span className="finding__actions">
              {finding.remedy && (
                <RemedyButton
                  remedy={finding.remedy}
                  className="button button--small finding__remedy"
                  onApply={() => applyRemedy(finding)}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
