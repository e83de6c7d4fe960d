import { useMemo, useState } from 'react';
import type { ProjectDocument } from '#shared/document/schema';
import type { Finding } from '#shared/model/finding';
import type { Severity } from '#shared/model/rule';
import { counted } from '../design/format';
import { Segments } from '../design/Segments';
import { SeverityMark } from '../design/SeverityMark';
import { useEvaluation } from '../evaluation/store';
import { documentOf, useProject } from '../project/store';
import { FindingRow } from './FindingRow';
import { placeName, placeService } from './place';
import { countBySeverity, type Grouping, keyOf, shownFindings, useFindings, useFindingsView } from './store';
import './findings.css';

const FILTERS: readonly (readonly [Severity, string])[] = [
  ['error', 'Errors'],
  ['warning', 'Warnings'],
  ['info', 'Notes'],
];

/** Rows that are drawn before one asks for more. */
const MANY = 200;

/** What was found, the worst first: a click leads to the place, a button applies the remedy. */
export function FindingsPanel() {
  const findings = useFindings();
  const view = useFindingsView();
  const document = useProject(documentOf);
  const hasEvaluation = useEvaluation((state) => state.evaluation !== undefined);
  const [most, setMost] = useState(MANY);
  const shown = useMemo(() => shownFindings(findings, view), [findings, view]);
  const groups = useMemo(() => grouped(shown.slice(0, most), view.grouping, document), [shown, most, view, document]);
  if (!document) return null;
  return (
    <div className="findings">
      <Filters findings={findings} />
      <div className="findings__list">
        {groups.map(({ title, findings: members }) => (
          <section key={title} aria-label={title || 'Findings'}>
            {title !== '' && (
              <h3 className="findings__group label">
                {title} <span className="num">{members.length}</span>
              </h3>
            )}
            <ul>
              {members.map((finding) => (
                <FindingRow
                  key={keyOf(finding)}
                  finding={finding}
                  name={placeName(finding, document)}
                  service={placeService(finding, document)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {shown.length > most && (
        <button type="button" className="button findings__more" onClick={() => setMost(shown.length)}>
          Show all {counted(shown.length, 'finding')}
        </button>
      )}
      {groups.length === 0 && (
        <NoFindings
          isFiltered={findings.length > 0}
          hasEvaluation={hasEvaluation}
          isDrawn={document.resources.length > 0}
        />
      )}
    </div>
  );
}

function Filters({ findings }: { readonly findings: readonly Finding[] }) {
  const { severities, text, grouping, showsAcknowledged } = useFindingsView();
  const counts = countBySeverity(findings);
  const acknowledged = findings.filter((finding) => finding.acknowledged !== undefined).length;
  const toggle = (severity: Severity): void => {
    const next = new Set(severities);
    if (!next.delete(severity)) next.add(severity);
    useFindingsView.setState({ severities: next });
  };
  return (
    <div className="findings__filters">
      {FILTERS.map(([severity, word]) => (
        <button
          key={severity}
          type="button"
          className="findings__filter"
          aria-pressed={severities.has(severity)}
          onClick={() => toggle(severity)}
        >
          <SeverityMark severity={severity} size={12} />
          {word} <span className="num">{counts[severity]}</span>
        </button>
      ))}
      {acknowledged > 0 && (
        <button
          type="button"
          className="findings__filter"
          aria-pressed={showsAcknowledged}
          onClick={() => useFindingsView.setState({ showsAcknowledged: !showsAcknowledged })}
        >
          Acknowledged <span className="num">{acknowledged}</span>
        </button>
      )}
      <input
        className="input findings__search"
        type="search"
        placeholder="Filter by words or rule"
        aria-label="Filter findings by words or rule"
        value={text}
        onChange={({ target }) => useFindingsView.setState({ text: target.value })}
      />
      <Segments<Grouping>
        label="Group findings"
        value={grouping}
        options={[
          { id: 'none', title: 'By severity' },
          { id: 'resource', title: 'By resource' },
          { id: 'rule', title: 'By rule' },
        ]}
        onChange={(next) => useFindingsView.setState({ grouping: next })}
      />
    </div>
  );
}

interface Group {
  readonly title: string;
  readonly findings: readonly Finding[];
}

function grouped(
  findings: readonly Finding[],
  grouping: Grouping,
  document: ProjectDocument | undefined,
): readonly Group[] {
  if (findings.length === 0) return [];
  if (grouping === 'none') return [{ title: '', findings }];
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const title = grouping === 'rule' ? finding.rule : placeName(finding, document);
    groups.set(title, [...(groups.get(title) ?? []), finding]);
  }
  return [...groups].map(([title, members]) => ({ title, findings: members }));
}

interface NoFindingsProps {
  readonly isFiltered: boolean;
  readonly hasEvaluation: boolean;
  readonly isDrawn: boolean;
}

function NoFindings({ isFiltered, hasEvaluation, isDrawn }: NoFindingsProps) {
  if (!isDrawn && !isFiltered) {
    return (
      <div className="empty">
        <strong>Nothing to check yet</strong>
        Add a client and what it calls: what AWS would refuse, lose or throttle is said here as you draw.
      </div>
    );
  }
  if (!hasEvaluation) return <div className="empty">Checking…</div>;
  if (isFiltered) return <div className="empty">No finding passes this filter.</div>;
  return (
    <div className="empty">
      <strong>Nothing found</strong>
      Every rule holds at this load. Turn the dial up to see what breaks first.
    </div>
  );
}
