import type { ProjectDocument } from '#shared/document/schema';
import type { ResourceRecord } from '#shared/model/edit';
import { later } from '../design/later';
import { ServiceIcon } from '../design/ServiceIcon';
import { serviceOf } from '../project/catalogue';
import { NoteSection } from '../notes/NoteSection';
import { ConfigForm } from './ConfigForm';
import { InspectorTabs } from './InspectorTabs';
import { NameField } from './NameField';
import { ResourceBehaviour } from './ResourceBehaviour';
import { ResourceCost } from './ResourceCost';
import { ResourceNumbers } from './ResourceNumbers';

const ResourceCode = later(async () => (await import('../export/ResourceCode')).ResourceCode);

interface ResourceInspectorProps {
  readonly record: ResourceRecord;
  readonly document: ProjectDocument;
}

export function ResourceInspector({ record, document }: ResourceInspectorProps) {
  const service = serviceOf(record.service);
  return (
    <>
      <header className="inspector__head">
        <ServiceIcon service={record.service} size={34} />
        <div className="inspector__title">
          <NameField name={record.name} edit={(name) => ({ do: 'rename', id: record.id, name })} />
          <p className="dim">{service?.title ?? `unknown service ${record.service}`}</p>
        </div>
      </header>
      <NoteSection target={{ resource: record.id }} text={record.note ?? ''} />
      {service ? (
        <InspectorTabs
          tabs={{
            configure: <ConfigForm schema={service.config} config={record.config} target={{ resource: record.id }} />,
            behaviour: <ResourceBehaviour record={record} document={document} />,
            numbers: <ResourceNumbers record={record} />,
            cost: <ResourceCost resource={record.id} />,
            code: <ResourceCode resource={record.id} />,
          }}
        />
      ) : (
        <div className="empty">
          <strong>Kept as it is</strong>
          This version of Spillway does not know {record.service}. The resource stays in the file unchanged, and counts
          for nothing.
        </div>
      )}
    </>
  );
}
