/** The sections of a project file, each read for itself. */
import type {
  Acknowledgement,
  ConnectionRecord,
  GroupRecord,
  NoteRecord,
  Place,
  ResourceRecord,
} from '#shared/model/edit';
import type { Registry } from '#shared/model/service';
import { catalogueOf } from './catalogue';
import { compareAcknowledgements, subjectKey } from './acknowledged';
import { type Assertion, assertionSchema } from './assertion';
import { isJsonObject, type JsonObject } from './json';
import type { Notes } from './notes';
import { readAccount } from './read-account';
import { compareText } from './order';
import { CARRIED, carryAlong, items, type Reading, readList, refuseItem } from './read-list';
import { problemOf, quote, sayValue } from './say';
import { type Scenario, scenarioSchema } from './scenario';
import {
  acknowledgementSchema,
  connectionSchema,
  FORMAT,
  groupSchema,
  noteSchema,
  positionSchema,
  type ProjectDocument,
  projectSchema,
  resourceSchema,
  SCHEMA_ID,
} from './schema';

export function readSections(json: JsonObject, registry: Registry, notes: Notes): ProjectDocument {
  const reading: Reading = { json, notes, unread: {} };
  const resources = readResources(reading, registry);
  const ids = new Set(resources.map(({ id }) => id));
  const connections = readConnections(reading, ids);
  const connectionIds = new Set(connections.map(({ id }) => id));
  const groups = readGroups(reading, ids);
  const taken = new Set([...resources, ...groups].map(({ id }) => id));
  const freeNotes = readList<NoteRecord>(reading, 'notes', noteSchema, undefined, taken);
  const document = {
    ...unknownFields(reading),
    $schema: typeof json['$schema'] === 'string' ? json['$schema'] : SCHEMA_ID,
    format: FORMAT,
    name: readName(reading),
    account: readAccount(reading),
    resources,
    connections,
    groups,
    notes: freeNotes,
    scenarios: readList<Scenario>(reading, 'scenarios', scenarioSchema),
    assertions: readList<Assertion>(reading, 'assertions', assertionSchema),
    acknowledged: readAcknowledged(reading, ids, connectionIds),
    layout: readLayout(reading, new Set([...taken, ...freeNotes.map(({ id }) => id)])),
  } as const;
  return Object.keys(reading.unread).length > 0 ? { ...document, unread: reading.unread } : document;
}

function unknownFields({ json, notes }: Reading): JsonObject {
  const known = new Set(Object.keys(projectSchema.shape));
  const unknown = Object.entries(json).filter(([key]) => !known.has(key));
  if (unknown.some(([key]) => key === 'unread')) {
    notes.loses();
    notes.at(['unread'], 'has-its-shape', 'is a name that Spillway keeps for itself: it is left out');
  }
  return Object.fromEntries(unknown.filter(([key]) => key !== 'unread'));
}

function readName({ json, notes }: Reading): string {
  const name = json['name'];
  if (typeof name === 'string') return name;
  if (name === undefined) notes.at(['name'], 'has-a-name', 'is missing: the project is called Untitled');
  else {
    notes.loses();
    notes.at(['name'], 'has-its-shape', `must be a text but is ${sayValue(name)}: the project is called Untitled`);
  }
  return 'Untitled';
}

function readResources(reading: Reading, registry: Registry): ResourceRecord[] {
  const catalogue = catalogueOf(registry);
  return readList<ResourceRecord>(reading, 'resources', resourceSchema, (item, index) => {
    const { id, service } = item;
    const isWhole = item['name'] !== undefined || typeof id !== 'string' || typeof service !== 'string';
    if (isWhole) return { config: {}, ...item };
    const name = catalogue.service(service)?.defaultName ?? id;
    reading.notes.at(['resources', index], 'has-a-name', `has no name: it is called ${name}`);
    return { config: {}, ...item, name };
  });
}

function readConnections(reading: Reading, resources: ReadonlySet<string>): ConnectionRecord[] {
  const read = readList<ConnectionRecord>(reading, 'connections', connectionSchema, (item, index) => {
    const missing = ['from', 'to'].filter((end) => typeof item[end] === 'string' && !resources.has(item[end]));
    if (missing.length === 0) return { config: {}, ...item };
    const what = missing
      .map((end) => `${end === 'from' ? 'comes from' : 'goes to'} ${quote(String(item[end]))}`)
      .join(' and ');
    reading.notes.at(
      ['connections', index],
      'connection-has-both-ends',
      `${what}, and this project has no such resource: ${CARRIED}`,
    );
    return undefined;
  });
  return read;
}

/** Members that are not there, or that another group has, are left out. */
function readGroups(reading: Reading, resources: ReadonlySet<string>): GroupRecord[] {
  const held = new Map<string, string>();
  const prepare = (item: JsonObject, index: number): JsonObject => {
    const { members } = item;
    if (!Array.isArray(members) || members.some((member) => typeof member !== 'string')) return item;
    const kept = [...new Set(members as readonly string[])].filter((member) => {
      const why = resources.has(member)
        ? held.has(member) && `${quote(member)}, which is in the group ${held.get(member)} already`
        : `${quote(member)}, and this project has no such resource`;
      if (why) reading.notes.at(['groups', index], 'group-holds-what-is-there', `holds ${why}: it is left out`);
      else held.set(member, String(item['name'] ?? item['id']));
      return !why;
    });
    return { ...item, members: kept.toSorted(compareText) };
  };
  return readList<GroupRecord>(reading, 'groups', groupSchema, prepare, resources);
}

function readAcknowledged(
  reading: Reading,
  resources: ReadonlySet<string>,
  connections: ReadonlySet<string>,
): Acknowledgement[] {
  const read: Acknowledgement[] = [];
  const subjects = new Set<string>();
  items(reading, 'acknowledged').forEach((item, index) => {
    const parsed = acknowledgementSchema.safeParse(item);
    const path = ['acknowledged', index];
    const carry = (what: string): void => {
      reading.notes.at(path, 'acknowledgement-has-its-place', `${what}: it is carried along, and does not count`);
      carryAlong(reading, 'acknowledged', item);
    };
    if (!parsed.success) return refuseItem(reading, 'acknowledged', index, item, parsed.error);
    const known = parsed.data as Acknowledgement;
    const { resource, connection } = known;
    if (resource !== undefined && !resources.has(resource))
      return carry(`speaks of ${quote(resource)}, which is not here`);
    if (connection !== undefined && !connections.has(connection)) {
      return carry(`speaks of ${quote(connection)}, which is not here`);
    }
    if (subjects.has(subjectKey(known))) return carry('says again what another one says');
    subjects.add(subjectKey(known));
    read.push(known);
  });
  return read.toSorted(compareAcknowledgements);
}

function readLayout({ json, notes }: Reading, resources: ReadonlySet<string>): Record<string, Place> {
  const raw = json['layout'];
  if (raw === undefined) return {};
  const drop = (path: string[], what: string): void => {
    notes.at(path, 'layout-has-its-place', `${what}: it is left out`);
  };
  if (!isJsonObject(raw)) {
    drop(['layout'], `must be an object but is ${sayValue(raw)}`);
    return {};
  }
  const kept = Object.entries(raw).filter(([id, position]) => {
    const parsed = positionSchema.safeParse(position);
    if (!resources.has(id)) drop(['layout', id], 'is the place of nothing in this project');
    else if (!parsed.success) drop(['layout', id], problemOf(parsed.error, position).what);
    else return true;
    return false;
  });
  return Object.fromEntries(kept) as Record<string, Place>;
}
