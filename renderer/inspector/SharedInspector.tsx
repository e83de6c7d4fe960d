import { useMemo } from 'react';
import type { z } from 'zod';
import type { ProjectDocument } from '#shared/document/schema';
import { isSameJson } from '#shared/document/canonical';
import { type FieldDescription, describeFields } from '#shared/model/field';
import type { Config } from '#shared/model/graph';
import { counted } from '../design/format';
import { ServiceIcon } from '../design/ServiceIcon';
import { fullConfig, kindOf, serviceOf } from '../project/catalogue';
import type { Selection } from '../project/selection';
import { dispatch } from '../project/store';
import { FieldRow } from './Field';
import type { Target } from './target';

interface SharedInspectorProps {
  readonly document: ProjectDocument;
  readonly selection: Selection;
}

interface Shared {
  readonly schema: z.ZodObject;
  readonly title: string;
  /** Id of the service whose picture stands before it. */
  readonly service?: string;
  readonly items: readonly { readonly target: Target; readonly config: Config }[];
}

/** What several of one service, or several connections of one kind, can be set to together. */
export function SharedInspector({ document, selection }: SharedInspectorProps) {
  const shared = useMemo(() => sharedOf(document, selection), [document, selection]);
  const fields = useMemo(() => (shared ? applyingToAll(shared) : []), [shared]);
  if (!shared) return null;
  return (
    <>
      <header className="inspector__head">
        {shared.service !== undefined && <ServiceIcon service={shared.service} size={34} />}
        <div className="inspector__title">
          <h2 className="inspector__name">{shared.title}</h2>
          <p className="dim">Set together, as one step.</p>
        </div>
      </header>
      <div className="inspector__content scroll">
        <form className="form" onSubmit={(event) => event.preventDefault()}>
          {fields.map((field) => (
            <SharedField key={field.name} field={field} items={shared.items} />
          ))}
        </form>
        {fields.length === 0 && <p className="inspector__nothing dim">No setting applies to all of them.</p>}
      </div>
    </>
  );
}

function SharedField({ field, items }: Pick<Shared, 'items'> & { readonly field: FieldDescription }) {
  const [first, ...others] = items.map(({ config }) => config[field.name]);
  const isMixed = others.some((value) => !isSameJson(value, first));
  const set = (value: unknown): void => {
    const edits = items.map(
      ({ target }) =>
        ({ do: 'set-config', target, field: field.name, ...(value === undefined ? {} : { value }) }) as const,
    );
    const title = `Set ${field.title.toLowerCase()} of ${counted(items.length, 'thing')}`;
    const merge = `field ${JSON.stringify(items.map(({ target }) => target))} ${field.name}`;
    dispatch({ do: 'all', title, edits }, { title, merge });
  };
  return <FieldRow field={field} value={isMixed ? undefined : first} isMixed={isMixed} findings={[]} set={set} />;
}

/** Undefined where the selection has no settings in common. */
export function sharedOf(document: ProjectDocument, { resources, connections, groups, notes }: Selection) {
  if (groups.length + notes.length > 0) return undefined;
  if (connections.length === 0) {
    const records = document.resources.filter(({ id }) => resources.includes(id));
    const service = serviceOf(records[0]?.service);
    if (!service || records.length < 2 || records.some((each) => each.service !== service.id)) return undefined;
    const items = records.map(({ id, config }) => ({ target: { resource: id }, config }));
    const title = `${service.shortTitle} × ${records.length}`;
    return { schema: service.config, service: service.id, title, items } satisfies Shared;
  }
  if (resources.length > 0) return undefined;
  const records = document.connections.filter(({ id }) => connections.includes(id));
  const kind = kindOf(records[0]?.kind);
  if (!kind || records.length < 2 || records.some((each) => each.kind !== kind.id)) return undefined;
  const items = records.map(({ id, config }) => ({ target: { connection: id }, config }));
  return { schema: kind.config, title: `${kind.title} × ${records.length}`, items } satisfies Shared;
}

/** Fields that apply to each of them as it is set now. */
export function applyingToAll({ schema, items }: Pick<Shared, 'schema' | 'items'>): readonly FieldDescription[] {
  const full = items.map(({ config }) => fullConfig({ config: schema }, config));
  return describeFields(schema).filter(
    ({ appliesWhen }) =>
      !appliesWhen || full.every((config) => appliesWhen.is.includes(config[appliesWhen.field] as string)),
  );
}
