import type {
  ConnectionRecord,
  GroupRecord,
  NoteRecord,
  Place,
  Position,
  ProjectEdit,
  ResourceRecord,
} from '#shared/model/edit';
import { counted } from '#shared/model/wording';
import type { Config } from '#shared/model/graph';
import { connectionId, groupId, noteId, resourceId } from './ids';
import type { ProjectDocument } from './schema';

/** A part of a drawing: what is copied, cut or duplicated. */
export interface Fragment {
  readonly resources: readonly ResourceRecord[];
  readonly connections: readonly ConnectionRecord[];
  readonly groups: readonly GroupRecord[];
  readonly notes: readonly NoteRecord[];
  readonly layout: Readonly<Record<string, Place>>;
}

export interface Copies {
  /** Adds everything as one step. */
  readonly edit: ProjectEdit;
  /** Ids of the new resources, by those that they were copied from. */
  readonly ids: ReadonlyMap<string, string>;
  /** Ids of the new groups and notes. */
  readonly groups: readonly string[];
  readonly notes: readonly string[];
  /** Connections that lead out of the fragment and were left out. */
  readonly leftOut: readonly ConnectionRecord[];
}

/**
 * Resources of a document with all connections that begin or end at one of them, groups with their members, and notes.
 * A group of which all members are chosen goes with them.
 */
export function fragmentOf(document: ProjectDocument, ids: Iterable<string>): Fragment {
  const chosen = new Set(ids);
  for (const { id, members } of document.groups) if (chosen.has(id)) for (const member of members) chosen.add(member);
  const groups = document.groups.filter(
    ({ id, members }) => chosen.has(id) || (members.length > 0 && members.every((member) => chosen.has(member))),
  );
  for (const { id } of groups) chosen.add(id);
  return {
    resources: document.resources.filter(({ id }) => chosen.has(id)),
    connections: document.connections.filter(({ from, to }) => chosen.has(from) || chosen.has(to)),
    groups,
    notes: document.notes.filter(({ id }) => chosen.has(id)),
    layout: Object.fromEntries(Object.entries(document.layout).filter(([id]) => chosen.has(id))),
  };
}

export interface CopyOptions {
  readonly offset: Position;
  /** The name of a copy; the same as before where not given. */
  readonly rename?: (name: string) => string;
}

/**
 * The edit that adds a fragment with fresh ids, moved by an offset. A configuration that names a connection of the
 * fragment names the copy of that connection afterwards.
 */
export function copiesOf(
  document: ProjectDocument,
  fragment: Fragment,
  { offset, rename = (name) => name }: CopyOptions,
): Copies {
  const ids = new Map<string, string>();
  const taken = idsOnCanvas(document);
  const resources = fragment.resources.map((resource) => {
    const name = rename(resource.name);
    const id = claim(taken, resourceId(name, taken, resource.service));
    ids.set(resource.id, id);
    return { original: resource.id, copy: { ...resource, id, name } };
  });
  const drawn = new Set(document.connections.map(({ id }) => id));
  const inner = fragment.connections.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const renamed = new Map<string, string>();
  const connections = inner.map((connection) => {
    const from = copied(ids, connection.from);
    const to = copied(ids, connection.to);
    const id = claim(drawn, connectionId(from, to, drawn));
    renamed.set(connection.id, id);
    return { ...connection, id, from, to };
  });
  const edits: ProjectEdit[] = [
    ...resources.map(({ original, copy }) => ({
      do: 'add-resource' as const,
      resource: { ...copy, config: renamedConfig(copy.config, renamed) },
      ...placeOf(fragment, original, offset),
    })),
    ...connections.map((connection) => ({
      do: 'connect' as const,
      connection: { ...connection, config: renamedConfig(connection.config, renamed) },
    })),
  ];
  const groups = copiedGroups(document, fragment, ids, rename);
  const notes = copiedNotes(document, fragment);
  edits.push(
    ...groups.map(({ original, copy }) => ({
      do: 'put-group' as const,
      group: copy,
      ...placeOf(fragment, original, offset),
    })),
    ...notes.map(({ original, copy }) => ({
      do: 'put-note' as const,
      note: copy,
      ...placeOf(fragment, original, offset),
    })),
  );
  const title = `Copy ${counted(fragment.resources.length, 'resource')}`;
  return {
    edit: { do: 'all', title, edits },
    ids,
    groups: groups.map(({ copy }) => copy.id),
    notes: notes.map(({ copy }) => copy.id),
    leftOut: fragment.connections.filter((connection) => !inner.includes(connection)),
  };
}

function placeOf({ layout }: Fragment, id: string, offset: Position): { at?: Place } {
  const at = Object.hasOwn(layout, id) ? layout[id] : undefined;
  return at ? { at: { ...at, x: at.x + offset.x, y: at.y + offset.y } } : {};
}

interface Copy<T> {
  readonly original: string;
  readonly copy: T;
}

/** Groups hold the copies of their members; members that were not copied are not in them. */
function copiedGroups(
  document: ProjectDocument,
  fragment: Fragment,
  ids: ReadonlyMap<string, string>,
  rename: (name: string) => string,
): readonly Copy<GroupRecord>[] {
  const taken = idsOnCanvas(document);
  const held = new Set<string>();
  return fragment.groups.map((group) => {
    const name = rename(group.name);
    const members = group.members.flatMap((member) => {
      const copy = held.has(member) ? undefined : ids.get(member);
      held.add(member);
      return copy === undefined ? [] : [copy];
    });
    return { original: group.id, copy: { ...group, id: claim(taken, groupId(name, taken)), name, members } };
  });
}

function copiedNotes(document: ProjectDocument, { notes }: Fragment): readonly Copy<NoteRecord>[] {
  const taken = idsOnCanvas(document);
  return notes.map((note) => ({ original: note.id, copy: { ...note, id: claim(taken, noteId(taken)) } }));
}

/** Resources, groups and notes have ids of one space. */
function idsOnCanvas({ resources, groups, notes }: ProjectDocument): Set<string> {
  return new Set([...resources, ...groups, ...notes].map(({ id }) => id));
}

function renamedConfig(config: Config, renamed: ReadonlyMap<string, string>): Config {
  return Object.fromEntries(
    Object.entries(config).map(([field, value]) => [
      field,
      typeof value === 'string' ? (renamed.get(value) ?? value) : value,
    ]),
  );
}

function claim(taken: Set<string>, id: string): string {
  taken.add(id);
  return id;
}

function copied(ids: ReadonlyMap<string, string>, id: string): string {
  const copy = ids.get(id);
  if (copy === undefined) throw new Error(`${id} was not copied`);
  return copy;
}
