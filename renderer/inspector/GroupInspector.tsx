import { Boxes } from 'lucide-react';
import type { ProjectDocument } from '#shared/document/schema';
import type { GroupRecord } from '#shared/model/edit';
import { useGroupFigures } from '../canvas/useGroupFigures';
import { compactRate, counted, percent, usd } from '../design/format';
import { fold, renameGroup, ungroupSelection } from '../project/grouping';
import { showLocation } from '../project/selection';
import { NameField } from './NameField';

interface GroupInspectorProps {
  readonly record: GroupRecord;
  readonly document: ProjectDocument;
}

/** A group: what it adds up to and what is in it. */
export function GroupInspector({ record, document }: GroupInspectorProps) {
  const { id, name, members } = record;
  const isCollapsed = document.layout[id]?.collapsed === true;
  return (
    <div className="inspector__content scroll">
      <header className="inspector__head">
        <Boxes size={30} strokeWidth={1.5} aria-hidden="true" />
        <div className="inspector__title">
          <NameField name={name} edit={(next) => renameGroup(id, next)} />
          <p className="dim">Group of {counted(members.length, 'resource')}</p>
        </div>
      </header>
      <Sums record={record} document={document} />
      <section className="section" aria-label="Members">
        <h3 className="section__title">Members</h3>
        {members.length === 0 && <p className="dim">None. Drag cards into the frame.</p>}
        <ul className="members">
          {members.map((member) => (
            <li key={member}>
              <button type="button" className="link" onClick={() => showLocation({ resource: member })}>
                {document.resources.find((resource) => resource.id === member)?.name ?? member}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <p className="section members__buttons">
        <button type="button" className="button" onClick={() => fold([id], !isCollapsed)}>
          {isCollapsed ? 'Expand' : 'Collapse'}
        </button>
        <button type="button" className="button" onClick={ungroupSelection}>
          Ungroup
        </button>
      </p>
    </div>
  );
}

function Sums({ record, document }: GroupInspectorProps) {
  const figures = useGroupFigures(record);
  if (!figures) return null;
  const { inPerSecond, outPerSecond, usdPerMonth, tightest } = figures;
  const fullest = document.resources.find(({ id }) => id === tightest?.resource);
  return (
    <section className="section" aria-label="Sums">
      <h3 className="section__title">At this load</h3>
      <dl className="facts num">
        <dt>Comes in</dt>
        <dd>{compactRate(inPerSecond)}</dd>
        <dt>Goes out</dt>
        <dd>{compactRate(outPerSecond)}</dd>
        <dt>Cost a month</dt>
        <dd>{usd(usdPerMonth)}</dd>
        <dt>Least headroom</dt>
        <dd>
          {tightest
            ? tightest.utilisation > 1 + 1e-9
              ? `▲ ${percent(tightest.utilisation - 1)} over`
              : percent(1 - tightest.utilisation)
            : 'no limit'}
        </dd>
        {tightest && fullest && (
          <>
            <dt>At</dt>
            <dd>
              {fullest.name}, {tightest.limit}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
