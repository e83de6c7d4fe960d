import type { Finding } from '#shared/model/finding';
import { SeverityMark, SEVERITY_WORD } from '../design/SeverityMark';
import { currentDocument } from '../project/store';
import { applyRemedy } from './actions';
import { RemedyButton } from './RemedyButton';
import { asSentence } from './sentence';
import './finding-note.css';

/** A finding where the setting is, or on top of the form of what it is about. */
export function FindingNote({ finding }: { readonly finding: Finding }) {
  const { severity, message, remedy } = finding;
  return (
    <p className={`finding-note finding-note--${severity}`}>
      <SeverityMark severity={severity} size={12} />
      <span>
        <span className="spoken-only">{SEVERITY_WORD[severity]}: </span>
        {asSentence(message, currentDocument().resources)}
        {remedy && (
          <RemedyButton
            remedy={remedy}
            className="finding-note__remedy"
            hasIcon={false}
            onApply={() => applyRemedy(finding)}
          />
        )}
      </span>
    </p>
  );
}
