import type { ProjectDocument } from '#shared/document/schema';
import type { ConnectionRecord } from '#shared/model/edit';
import { useEvaluatedConnection } from '../evaluation/store';
import { kindOf } from '../project/catalogue';
import { behaviourFacts } from './behaviour-sentences';

interface ConnectionBehaviourProps {
  readonly record: ConnectionRecord;
  readonly document: ProjectDocument;
}

/** The fact sheet of a connection: who waits, who tries again, what is kept and what is lost. */
export function ConnectionBehaviour({ record }: ConnectionBehaviourProps) {
  const result = useEvaluatedConnection(record.id);
  const kind = kindOf(record.kind);
  if (!result)
    return <p className="inspector__nothing dim">This connection could not be resolved: see the findings.</p>;
  return (
    <section className="section">
      {kind && <p className="text">{kind.summary}</p>}
      <dl className="facts facts--wide behaviour text">
        {behaviourFacts(result.behaviour, result.invocation, result.role).map(({ title, text }) => (
          <div key={title} className="behaviour__fact">
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
