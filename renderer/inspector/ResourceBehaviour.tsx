import type { ProjectDocument } from '#shared/document/schema';
import type { ConnectionRecord, ResourceRecord } from '#shared/model/edit';
import { capital, compactRate } from '../design/format';
import { useEvaluation } from '../evaluation/store';
import { kindOf, serviceOf } from '../project/catalogue';
import { select } from '../project/selection';
import { invocationText, retriesText } from './behaviour-sentences';
import { LineSample } from './LineSample';

interface ResourceBehaviourProps {
  readonly record: ResourceRecord;
  readonly document: ProjectDocument;
}

/** What happens at a resource: what comes in and how, what goes out, and what becomes of what finds no room. */
export function ResourceBehaviour({ record, document }: ResourceBehaviourProps) {
  const service = serviceOf(record.service);
  const overflow = useEvaluation((state) => state.evaluation?.overflow);
  const spills = (overflow ?? []).filter(({ resource, at }) => resource === record.id || at === record.id);
  const inbound = document.connections.filter(({ to }) => to === record.id);
  const outbound = document.connections.filter(({ from }) => from === record.id);
  const nameOf = (id: string): string => document.resources.find((resource) => resource.id === id)?.name ?? id;
  return (
    <>
      {service && (
        <section className="section">
          <p className="text dim">{service.summary}</p>
        </section>
      )}
      {spills.length > 0 && (
        <section className="section">
          <h3 className="section__title">At this load</h3>
          {spills.map(({ resource, at, ends, story, rate, limit }) => (
            <p key={`${resource} ${at} ${ends} ${limit ?? ''}`} className="spill-story text">
              <strong className="num">{compactRate(rate)}</strong>{' '}
              {resource === record.id ? '' : `from ${nameOf(resource)} `}
              {story}
            </p>
          ))}
        </section>
      )}
      <Stories
        title="Comes in"
        connections={inbound}
        otherEnd={({ from }) => nameOf(from)}
        empty="Nothing leads here."
      />
      <Stories title="Goes out" connections={outbound} otherEnd={({ to }) => nameOf(to)} empty="It leads to nothing." />
    </>
  );
}

interface StoriesProps {
  readonly title: string;
  readonly connections: readonly ConnectionRecord[];
  readonly empty: string;
  otherEnd(connection: ConnectionRecord): string;
}

function Stories({ title, connections, empty, otherEnd }: StoriesProps) {
  return (
    <section>
      <h3 className="section__title section section__title--alone">{title}</h3>
      {connections.length === 0 && <p className="story dim">{empty}</p>}
      {connections.map((connection) => (
        <Story key={connection.id} connection={connection} otherEnd={otherEnd(connection)} />
      ))}
    </section>
  );
}

interface StoryProps {
  readonly connection: ConnectionRecord;
  readonly otherEnd: string;
}

function Story({ connection, otherEnd }: StoryProps) {
  const result = useEvaluation((state) => state.evaluation?.connections[connection.id]);
  const kind = kindOf(connection.kind);
  return (
    <div className="story text">
      <div className="story__head">
        <LineSample kind={kind} />
        <button type="button" className="story__other" onClick={() => select({ connections: [connection.id] })}>
          {otherEnd}
        </button>
        <span className="dim num">{result ? compactRate(result.perSecond) : ''}</span>
      </div>
      {result ? (
        <>
          <p>
            {capital(result.behaviour.mechanism)}, {invocationText(result.invocation, result.role)}.
          </p>
          <p className="dim">
            No room: {result.behaviour.onThrottle}. {capital(retriesText(result.behaviour))}; failing for good,{' '}
            {result.behaviour.onFailure}.
          </p>
        </>
      ) : (
        <p className="dim">{kind?.summary ?? 'This kind of connection is not known.'}</p>
      )}
    </div>
  );
}
