import type { Lesson } from '#shared/lessons/lesson';
import type { Finding } from '#shared/model/finding';
import { setView } from '../app/view';
import { ServiceIcon } from '../design/ServiceIcon';
import { SEVERITY_WORD, SeverityMark } from '../design/SeverityMark';
import { Source } from '../design/Why';
import { showFinding } from '../findings/actions';
import { placeName } from '../findings/place';
import { keyOf } from '../findings/store';
import { documentOf, useProject } from '../project/store';

interface LessonViewProps {
  readonly lesson: Lesson;
  /** Those of its rules that stand in the open drawing. */
  readonly findings: readonly Finding[];
  onClose(): void;
}

export function LessonView({ lesson, findings, onClose }: LessonViewProps) {
  const { title, statement, today, rules } = lesson;
  return (
    <article className="lesson">
      <h3 className="lesson__title">{title}</h3>
      <blockquote className="lesson__statement">
        <span className="label">As it is taught</span>
        <p>{statement}</p>
      </blockquote>
      <h4 className="label">Today</h4>
      <ul className="lesson__today">
        {today.map(({ text, corrects, source, asOf }) => (
          <li key={text}>
            <p>
              {corrects && <span className="chip lesson__corrects">Corrected</span>} {text}
            </p>
            <Source source={source} asOf={asOf} />
          </li>
        ))}
      </ul>
      <h4 className="label">In this drawing</h4>
      <Standing findings={findings} onClose={onClose} />
      <h4 className="label">Rules that check it</h4>
      <ul className="lesson__rules">
        {rules.map((id) => {
          const [owner = '', name = ''] = id.split('/');
          return (
            <li key={id} title={`spillway rules ${id}`}>
              {owner === 'check' ? <span className="lesson__whole" /> : <ServiceIcon service={owner} size={14} />}
              {name.replaceAll('-', ' ')}
            </li>
          );
        })}
      </ul>
    </article>
  );
}

function Standing({ findings, onClose }: Pick<LessonViewProps, 'findings' | 'onClose'>) {
  const document = useProject(documentOf);
  if (!document) return <p className="dim">No design is open: with one, what goes against this lesson stands here.</p>;
  if (findings.length === 0) return <p className="dim">Nothing in this drawing goes against it.</p>;
  const show = (finding: Finding): void => {
    onClose();
    setView({ showsBottom: true, bottomTab: 'findings' });
    showFinding(finding);
  };
  return (
    <ul className="lesson__findings">
      {findings.map((finding) => (
        <li key={keyOf(finding)}>
          <button type="button" className="lesson__finding" onClick={() => show(finding)}>
            <SeverityMark severity={finding.severity} />
            <span className="spoken-only">{SEVERITY_WORD[finding.severity]}: </span>
            <strong>{placeName(finding, document)}</strong>
            <span>{finding.message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
