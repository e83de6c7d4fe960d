/** What differs between two designs, in the words of the drawing: each change with its field's title and unit. */
import type { Acknowledgement, ConnectionRecord, GroupRecord, NoteRecord, ResourceRecord } from '#shared/model/edit';
import type { Registry } from '#shared/model/service';
import type { Assertion } from './assertion';
import { canonicalConfig } from './canonical';
import { catalogueOf } from './catalogue';
import { diffDocuments, type FieldChange, type ListDiff } from './diff';
import { fieldsOf } from './fields';
import type { Scenario } from './scenario';
import type { ProjectDocument } from './schema';
import { settingText, type ValueKind } from './setting-text';

export type ChangeKind = 'added' | 'removed' | 'changed';
export type ChangeSubject =
  | 'design'
  | 'resource'
  | 'connection'
  | 'group'
  | 'note'
  | 'scenario'
  | 'assertion'
  | 'acknowledgement';

export interface FieldDifference extends FieldChange {
  /** `Batch size`. */
  readonly title: string;
  /** The values with their units: `30 s`. */
  readonly beforeText: string;
  readonly afterText: string;
}

export interface DesignChange {
  readonly change: ChangeKind;
  readonly subject: ChangeSubject;
  /** Of the thing in its list; of an acknowledgement its rule and place. Empty for the design itself. */
  readonly id: string;
  /** As it is called afterwards; what was removed, as it was called. */
  readonly name: string;
  /** `Amazon SQS queue`; the title of a connection's kind. */
  readonly type: string;
  /** What changed; of something added or removed the settings that it states. */
  readonly fields: readonly FieldDifference[];
}

export interface DesignDifference {
  /** The design itself first, then resources, connections and the rest; each list by id. */
  readonly changes: readonly DesignChange[];
  /** Resources, groups and notes that stand elsewhere and have not changed otherwise. */
  readonly moved: readonly { readonly id: string; readonly name: string }[];
  /** `none`: written as the same bytes, `layout`: only moved, `design`: another design. */
  readonly extent: 'none' | 'layout' | 'design';
}

export function differenceBetween(
  before: ProjectDocument,
  after: ProjectDocument,
  registry: Registry,
): DesignDifference {
  const diff = diffDocuments(before, after, registry);
  const words = wordsOf(before, after, registry);
  const project: readonly DesignChange[] =
    diff.project.length === 0
      ? []
      : [
          {
            change: 'changed',
            subject: 'design',
            id: '',
            name: after.name,
            type: 'design',
            fields: diff.project.map((each) => words.field(each, projectField(each.field, registry))),
          },
        ];
  const changes = [
    ...project,
    ...listed('resource', diff.resources, words.resource),
    ...listed('connection', diff.connections, words.connection),
    ...listed('group', diff.groups, words.group),
    ...listed('note', diff.notes, words.note),
    ...listed('scenario', diff.scenarios, words.scenario),
    ...listed('assertion', diff.assertions, words.assertion),
    ...listed('acknowledgement', diff.acknowledged, words.acknowledgement),
  ];
  return { changes, moved: diff.moved.map((id) => ({ id, name: words.nameOf(id) })), extent: diff.extent };
}

/** How one list's things are called, and what is told of their fields. */
interface Telling<T> {
  id(item: T): string;
  name(item: T): string;
  type(item: T): string;
  /** What is told of something that was added or removed. */
  stated(item: T): readonly (readonly [field: string, value: unknown])[];
  field(change: FieldChange, item: T): FieldDifference;
}

function listed<T>(subject: ChangeSubject, diff: ListDiff<T>, telling: Telling<T>): readonly DesignChange[] {
  const whole = (change: 'added' | 'removed', item: T): DesignChange => ({
    change,
    subject,
    id: telling.id(item),
    name: telling.name(item),
    type: telling.type(item),
    fields: telling.stated(item).map(([field, value]) => {
      const [before, after] = change === 'added' ? [undefined, value] : [value, undefined];
      return telling.field({ field, before, after }, item);
    }),
  });
  return [
    ...diff.added.map((item) => whole('added', item)),
    ...diff.removed.map((item) => whole('removed', item)),
    ...diff.changed.map(({ after: item, changes }): DesignChange => ({
      change: 'changed',
      subject,
      id: telling.id(item),
      name: telling.name(item),
      type: telling.type(item),
      fields: changes.map((change) => telling.field(change, item)),
    })),
  ];
}

interface Words {
  nameOf(resource: string): string;
  field(change: FieldChange, known: KnownField): FieldDifference;
  readonly resource: Telling<ResourceRecord>;
  readonly connection: Telling<ConnectionRecord>;
  readonly group: Telling<GroupRecord>;
  readonly note: Telling<NoteRecord>;
  readonly scenario: Telling<Scenario>;
  readonly assertion: Telling<Assertion>;
  readonly acknowledgement: Telling<Acknowledgement>;
}

function wordsOf(before: ProjectDocument, after: ProjectDocument, registry: Registry): Words {
  const catalogue = catalogueOf(registry);
  const named = [...before.resources, ...before.groups, ...after.resources, ...after.groups];
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const membersOf = (value: unknown): unknown => (Array.isArray(value) ? value.map(nameOf).join(', ') : value);
  const joins = new Map(
    [...before.connections, ...after.connections].map(({ id, from, to }) => [id, [from, to] as const]),
  );
  const nameOf = (id: string): string => names.get(id) ?? id;
  const between = (from: string, to: string): string => `${nameOf(from)} → ${nameOf(to)}`;
  const serviceTitle = (id: string): string => catalogue.service(id)?.title ?? id;
  const kindTitle = (id: string): string => catalogue.kind(id)?.title ?? id;
  const field = (change: FieldChange, { title, fallback, ...kind }: KnownField): FieldDifference => {
    const text = (value: unknown): string => settingText(value ?? fallback, kind);
    return { ...change, title, beforeText: text(change.before), afterText: text(change.after) };
  };
  const speaking = (change: FieldChange, title: string, say: (id: string) => string): FieldDifference => {
    const text = (value: unknown): string => (typeof value === 'string' ? say(value) : settingText(value));
    return { ...change, title, beforeText: text(change.before), afterText: text(change.after) };
  };
  const plainField = (change: FieldChange): FieldDifference =>
    field(change, RECORD_FIELDS[change.field] ?? untold(change));
  return {
    nameOf,
    field,
    resource: {
      id: ({ id }) => id,
      name: ({ name }) => name,
      type: ({ service }) => serviceTitle(service),
      stated: (item) => statedSettings(item.config, catalogue.service(item.service)?.config),
      field: (change, { service }) =>
        change.field === 'service'
          ? speaking(change, 'Service', serviceTitle)
          : field(change, configField(change.field, catalogue.service(service)?.config) ?? known(change)),
    },
    connection: {
      id: ({ id }) => id,
      name: ({ from, to }) => between(from, to),
      type: ({ kind }) => kindTitle(kind),
      stated: (item) => statedSettings(item.config, catalogue.kind(item.kind)?.config),
      field(change, { kind }) {
        if (change.field === 'kind') return speaking(change, 'Kind', kindTitle);
        if (change.field === 'from' || change.field === 'to') {
          return speaking(change, change.field === 'from' ? 'From' : 'To', nameOf);
        }
        return field(change, configField(change.field, catalogue.kind(kind)?.config) ?? known(change));
      },
    },
    group: {
      id: ({ id }) => id,
      name: ({ name }) => name,
      type: () => 'group',
      stated: ({ members }) => [['members', membersOf(members)]],
      field: (change) => plainField({ ...change, before: membersOf(change.before), after: membersOf(change.after) }),
    },
    note: {
      id: ({ id }) => id,
      name: ({ text }) => firstLine(text),
      type: () => 'note',
      stated: ({ text }) => [['text', text]],
      field: plainField,
    },
    scenario: {
      id: ({ id }) => id,
      name: ({ name }) => name,
      type: () => 'scenario',
      stated: ({ profile, duration }) => Object.entries({ profile, duration }),
      field: plainField,
    },
    assertion: {
      id: ({ id }) => id,
      name: ({ id }) => id,
      type: ({ kind }) => `assertion: ${kind}`,
      stated: ({ id: _id, kind: _kind, ...rest }) => Object.entries(rest),
      field: plainField,
    },
    acknowledgement: {
      id: ({ rule, resource, connection }) => [rule, resource ?? connection ?? ''].join(' ').trimEnd(),
      name({ rule, resource, connection }) {
        const ends = joins.get(connection ?? '');
        const place = resource === undefined ? ends && between(...ends) : nameOf(resource);
        return place === undefined ? rule : `${rule} at ${place}`;
      },
      type: () => 'acknowledgement',
      stated: ({ reason }) => [['reason', reason]],
      field: plainField,
    },
  };
}

interface KnownField extends ValueKind {
  readonly title: string;
  /** What counts where nothing is stated. */
  readonly fallback?: unknown;
}

const RECORD_FIELDS: Readonly<Record<string, KnownField>> = {
  name: { title: 'Name' },
  reason: { title: 'Reason' },
  note: { title: 'Note' },
  text: { title: 'Text' },
  members: { title: 'Members' },
  profile: { title: 'Profile' },
  duration: { title: 'Duration', unit: 's' },
  seed: { title: 'Seed' },
  warmUp: { title: 'Warm-up', unit: 's', unset: 'found from the run' },
  failures: { title: 'Failures' },
  loadFactor: { title: 'At a load of', fallback: 1, unit: '× the load as drawn' },
  resource: { title: 'Resource' },
  atLeast: { title: 'At least' },
  atMost: { title: 'At most' },
  'account.region': { title: 'Region' },
  'account.freeTier': { title: 'Free tier counted' },
};

const firstLine = (text: string): string => text.trim().split('\n', 1)[0]?.slice(0, 60) || 'empty note';

const untold = ({ field }: FieldChange): KnownField => ({ title: field });
const known = (change: FieldChange): KnownField => RECORD_FIELDS[change.field] ?? untold(change);

type Schema = Parameters<typeof canonicalConfig>[1];

function statedSettings(config: ResourceRecord['config'], schema: Schema): readonly (readonly [string, unknown])[] {
  return Object.entries(canonicalConfig(config, schema)).map(([name, value]) => [`config.${name}`, value]);
}

function configField(field: string, schema: Schema): KnownField | undefined {
  if (!field.startsWith('config.')) return undefined;
  const name = field.slice('config.'.length);
  const description = schema && fieldsOf(schema).get(name)?.description;
  return description ? { ...description, fallback: description.default } : { title: name };
}

/** A quota of which nothing is stated has AWS's value. */
function projectField(field: string, registry: Registry): KnownField {
  const id = field.startsWith(QUOTAS) ? field.slice(QUOTAS.length) : undefined;
  if (id === undefined) return RECORD_FIELDS[field] ?? { title: field };
  const quota = registry.flatMap(({ quotas }) => quotas).find((each) => each.id === id);
  return quota ? { title: quota.title, unit: quota.unit, unset: 'AWS’s default' } : { title: id };
}

const QUOTAS = 'account.quotas.';
