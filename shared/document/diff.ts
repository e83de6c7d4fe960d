/** What differs between two documents in meaning, and what was only moved. */
import type { Acknowledgement, ConnectionRecord, GroupRecord, NoteRecord, ResourceRecord } from '#shared/model/edit';
import type { Registry } from '#shared/model/service';
import { subjectKey } from './acknowledged';
import type { Assertion } from './assertion';
import { canonicalConfig, isSameJson } from './canonical';
import { catalogueOf } from './catalogue';
import { fieldsOf } from './fields';
import { onCanvas } from './edit-drawing';
import type { JsonObject } from './json';
import { compareText } from './order';
import type { Scenario } from './scenario';
import type { ProjectDocument } from './schema';
import { wholePlace } from './write';

export interface FieldChange {
  /** `name`, `config.batchSize`, `account.quotas.lambda/concurrent-executions`. */
  readonly field: string;
  /** Undefined where there was none; of a configuration field its default counts. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface ItemChange<T> {
  readonly id: string;
  readonly before: T;
  readonly after: T;
  /** By field; never empty. */
  readonly changes: readonly FieldChange[];
}

export interface ListDiff<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly changed: readonly ItemChange<T>[];
}

export interface DocumentDiff {
  readonly resources: ListDiff<ResourceRecord>;
  readonly connections: ListDiff<ConnectionRecord>;
  readonly groups: ListDiff<GroupRecord>;
  readonly notes: ListDiff<NoteRecord>;
  readonly scenarios: ListDiff<Scenario>;
  readonly assertions: ListDiff<Assertion>;
  readonly acknowledged: ListDiff<Acknowledgement>;
  /** Name, region, quotas, free tier. */
  readonly project: readonly FieldChange[];
  /** Ids of what stands elsewhere and has not changed otherwise; a place that is lost or gained counts. */
  readonly moved: readonly string[];
  /** `none`: written as the same bytes, `layout`: only moved, `design`: another design. */
  readonly extent: 'none' | 'layout' | 'design';
}

export function diffDocuments(before: ProjectDocument, after: ProjectDocument, registry: Registry): DocumentDiff {
  const catalogue = catalogueOf(registry);
  const resources = diffLists(before.resources, after.resources, byItsId, (item) =>
    flatten(item, catalogue.service(item.service)?.config),
  );
  const connections = diffLists(before.connections, after.connections, byItsId, (item) =>
    flatten(item, catalogue.kind(item.kind)?.config),
  );
  const groups = diffLists(before.groups, after.groups, byItsId, plain);
  const notes = diffLists(before.notes, after.notes, byItsId, plain);
  const scenarios = diffLists(before.scenarios, after.scenarios, byItsId, plain);
  const assertions = diffLists(before.assertions, after.assertions, byItsId, plain);
  const acknowledged = diffLists(before.acknowledged, after.acknowledged, subjectKey, plain);
  const project = changesBetween(projectFields(before), projectFields(after));
  const touched = new Set([...resources.changed, ...groups.changed, ...notes.changed].map(({ id }) => id));
  const elsewhere = movedBetween(before, after);
  const isSameDesign =
    project.length === 0 && [resources, connections, groups, notes, scenarios, assertions, acknowledged].every(isEmpty);
  return {
    resources,
    connections,
    groups,
    notes,
    scenarios,
    assertions,
    acknowledged,
    project,
    moved: elsewhere.filter((id) => !touched.has(id)),
    extent: isSameDesign ? (elsewhere.length > 0 ? 'layout' : 'none') : 'design',
  };
}

type Fields = ReadonlyMap<string, unknown>;

function diffLists<T>(
  before: readonly T[],
  after: readonly T[],
  idOf: (item: T) => string,
  fieldsOfItem: (item: T) => Fields,
): ListDiff<T> {
  const olds = new Map(before.map((item) => [idOf(item), item]));
  const news = new Map(after.map((item) => [idOf(item), item]));
  const changed = [...olds].flatMap(([id, old]) => {
    const now = news.get(id);
    if (now === undefined || now === old) return [];
    const changes = changesBetween(fieldsOfItem(old), fieldsOfItem(now));
    return changes.length > 0 ? [{ id, before: old, after: now, changes }] : [];
  });
  return {
    added: after.filter((item) => !olds.has(idOf(item))),
    removed: before.filter((item) => !news.has(idOf(item))),
    changed: changed.toSorted((a, b) => compareText(a.id, b.id)),
  };
}

function changesBetween(before: Fields, after: Fields): readonly FieldChange[] {
  const fields = [...new Set([...before.keys(), ...after.keys()])];
  return fields
    .map((field) => ({ field, before: before.get(field), after: after.get(field) }))
    .filter((change) => !isSameJson(change.before, change.after));
}

/** A record with its configuration field by field; a field that has its default says so by its value. */
function flatten(record: ResourceRecord | ConnectionRecord, schema: Parameters<typeof canonicalConfig>[1]): Fields {
  const { config, ...own } = record;
  const defaults = schema
    ? [...fieldsOf(schema)].map(([name, { description }]) => [name, description.default] as const)
    : [];
  const stated = Object.entries(canonicalConfig(config, schema));
  const fields = [...defaults.filter(([, value]) => value !== undefined), ...stated];
  return new Map([...Object.entries(own), ...fields.map(([name, value]) => [`config.${name}`, value] as const)]);
}

function plain(item: object): Fields {
  return new Map(Object.entries(item));
}

function projectFields(document: ProjectDocument): Fields {
  const {
    resources: _resources,
    connections: _connections,
    groups: _groups,
    notes: _notes,
    scenarios: _scenarios,
    assertions: _assertions,
    acknowledged: _acknowledged,
    layout: _layout,
    account,
    ...own
  } = document;
  const { quotas, freeTier = false, ...rest } = account;
  return new Map<string, unknown>([
    ...Object.entries(own),
    ...prefixed('account', { ...rest, freeTier }),
    ...prefixed('account.quotas', quotas),
  ]);
}

function prefixed(prefix: string, fields: JsonObject): readonly (readonly [string, unknown])[] {
  return Object.entries(fields).map(([field, value]) => [`${prefix}.${field}`, value]);
}

/** Of what is in both. Places are compared as they are written, in whole pixels. */
function movedBetween(before: ProjectDocument, after: ProjectDocument): readonly string[] {
  const here = new Set(onCanvas(after).map(({ id }) => id));
  const both = onCanvas(before)
    .map(({ id }) => id)
    .filter((id) => here.has(id));
  return both.filter((id) => !isSameJson(placeOf(before, id), placeOf(after, id)));
}

function placeOf({ layout }: ProjectDocument, id: string): unknown {
  const position = Object.hasOwn(layout, id) ? layout[id] : undefined;
  return position && wholePlace(position);
}

function byItsId({ id }: { readonly id: string }): string {
  return id;
}

function isEmpty({ added, removed, changed }: ListDiff<unknown>): boolean {
  return added.length + removed.length + changed.length === 0;
}
