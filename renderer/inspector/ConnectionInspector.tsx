import type { ProjectDocument } from '#shared/document/schema';
import type { ConnectionRecord } from '#shared/model/edit';
import { verdictOf } from '../canvas/verdicts';
import { SelectField } from '../design/SelectField';
import { kindOf } from '../project/catalogue';
import { select, showLocation } from '../project/selection';
import { dispatch } from '../project/store';
import { NoteSection } from '../notes/NoteSection';
import { ConfigForm } from './ConfigForm';
import { ConnectionBehaviour } from './ConnectionBehaviour';
import { ConnectionNumbers } from './ConnectionNumbers';
import { InspectorTabs } from './InspectorTabs';
import { LineSample } from './LineSample';

interface ConnectionInspectorProps {
  readonly record: ConnectionRecord;
  readonly document: ProjectDocument;
}

export function ConnectionInspector({ record, document }: ConnectionInspectorProps) {
  const kind = kindOf(record.kind);
  const nameOf = (id: string): string => document.resources.find((resource) => resource.id === id)?.name ?? id;
  return (
    <>
      <header className="inspector__head">
        <LineSample kind={kind} />
        <div className="inspector__title">
          <h2 className="inspector__name">{kind?.title ?? record.kind}</h2>
          <p className="dim inspector__ends">
            <button type="button" onClick={() => showLocation({ resource: record.from })}>
              {nameOf(record.from)}
            </button>
            {' → '}
            <button type="button" onClick={() => showLocation({ resource: record.to })}>
              {nameOf(record.to)}
            </button>
          </p>
        </div>
      </header>
      <NoteSection target={{ connection: record.id }} text={record.note ?? ''} />
      {kind ? (
        <InspectorTabs
          tabs={{
            configure: (
              <>
                <KindField record={record} document={document} />
                <ConfigForm schema={kind.config} config={record.config} target={{ connection: record.id }} />
              </>
            ),
            behaviour: <ConnectionBehaviour record={record} document={document} />,
            numbers: <ConnectionNumbers record={record} />,
          }}
        />
      ) : (
        <div className="empty">
          <strong>Kept as it is</strong>
          This version of Spillway does not know the connection {record.kind}. It stays in the file unchanged, and
          counts for nothing.
        </div>
      )}
    </>
  );
}

/** Another kind for the same two ends, where several fit. */
function KindField({ record, document }: ConnectionInspectorProps) {
  const from = document.resources.find(({ id }) => id === record.from);
  const to = document.resources.find(({ id }) => id === record.to);
  const kinds = from && to ? verdictOf(from, to, 'either').kinds : [];
  if (kinds.length < 2 || !kinds.some(({ id }) => id === record.kind)) return null;
  return (
    <div className="field">
      <label className="field__label" htmlFor="connection-kind">
        Kind
      </label>
      <div className="field__control">
        <SelectField
          id="connection-kind"
          label="Kind of connection"
          value={record.kind}
          options={kinds}
          onChange={(kind) => {
            dispatch({
              do: 'all',
              title: `Change the connection to ${kindOf(kind)?.title ?? kind}`,
              // What the new kind does not know stays in the file and is found: nothing typed is lost silently.
              edits: [
                { do: 'disconnect', id: record.id },
                { do: 'connect', connection: { ...record, kind } },
              ],
            });
            select({ connections: [record.id] });
          }}
        />
      </div>
    </div>
  );
}
