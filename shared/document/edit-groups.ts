/** Edits of what orders and explains a drawing and changes no figure: groups and notes. */
import type { Place, ProjectEdit } from '#shared/model/edit';
import { cannotAdd, cannotPlace, cannotWrite, onCanvas } from './edit-drawing';
import { type Attempt, type Edit, find, put, Refused, without } from './edit-result';
import { compareText } from './order';
import { quote } from './say';
import type { ProjectDocument } from './schema';

export function putGroup(document: ProjectDocument, { group, at }: Edit<'put-group'>): Attempt {
  const before = find(document.groups, group.id);
  const refusal = cannotPut(document, group, before !== undefined, at) ?? cannotHold(document, group);
  if (refusal !== undefined) return new Refused(refusal);
  const members = [...new Set(group.members)].toSorted(compareText);
  return {
    document: { ...placed(document, group.id, at), groups: put(document.groups, { ...group, members }) },
    inverse: before
      ? { do: 'put-group', group: before, ...placeBefore(document, group.id, at) }
      : { do: 'remove-group', id: group.id },
  };
}

export function removeGroup(document: ProjectDocument, { id }: Edit<'remove-group'>): Attempt {
  const group = find(document.groups, id);
  if (!group) return new Refused(`there is no group ${quote(id)}`);
  const at = document.layout[id];
  return {
    document: { ...placed(document, id, null), groups: without(document.groups, id) },
    inverse: { do: 'put-group', group, ...(at ? { at } : {}) },
  };
}

export function putNote(document: ProjectDocument, { note, at }: Edit<'put-note'>): Attempt {
  const before = find(document.notes, note.id);
  const refusal = cannotPut(document, note, before !== undefined, at);
  if (refusal !== undefined) return new Refused(refusal);
  return {
    document: { ...placed(document, note.id, at), notes: put(document.notes, note) },
    inverse: before
      ? { do: 'put-note', note: before, ...placeBefore(document, note.id, at) }
      : { do: 'remove-note', id: note.id },
  };
}

export function removeNote(document: ProjectDocument, { id }: Edit<'remove-note'>): Attempt {
  const note = find(document.notes, id);
  if (!note) return new Refused(`there is no note ${quote(id)}`);
  const at = document.layout[id];
  return {
    document: { ...placed(document, id, null), notes: without(document.notes, id) },
    inverse: { do: 'put-note', note, ...(at ? { at } : {}) },
  };
}

export function setNote(document: ProjectDocument, { target, text }: Edit<'set-note'>): Attempt {
  if ('resource' in target) {
    const resource = find(document.resources, target.resource);
    if (!resource) return new Refused(`there is no resource ${quote(target.resource)} to write about`);
    const inverse: ProjectEdit = { do: 'set-note', target, text: resource.note ?? '' };
    return { document: { ...document, resources: put(document.resources, noted(resource, text)) }, inverse };
  }
  const connection = find(document.connections, target.connection);
  if (!connection) return new Refused(`there is no connection ${quote(target.connection)} to write about`);
  const inverse: ProjectEdit = { do: 'set-note', target, text: connection.note ?? '' };
  return { document: { ...document, connections: put(document.connections, noted(connection, text)) }, inverse };
}

function noted<T extends { readonly note?: string }>({ note: _before, ...rest }: T, text: string): T {
  return (text === '' ? rest : { ...rest, note: text }) as T;
}

function cannotPut(
  document: ProjectDocument,
  record: { readonly id: string },
  isThere: boolean,
  at: Place | null | undefined,
): string | undefined {
  const taken = isThere ? undefined : cannotAdd(onCanvas(document), record.id);
  return taken ?? cannotWrite(record) ?? (at ? cannotPlace(record.id, at) : undefined);
}

function cannotHold({ resources, groups }: ProjectDocument, group: Edit<'put-group'>['group']): string | undefined {
  const known = new Set(resources.map(({ id }) => id));
  const stranger = group.members.find((member) => !known.has(member));
  if (stranger !== undefined) return `there is no resource ${quote(stranger)} to put in ${group.name}`;
  const held = new Map(
    groups.flatMap(({ id, name, members }) => (id === group.id ? [] : members.map((m) => [m, name]))),
  );
  const shared = group.members.find((member) => held.has(member));
  return shared === undefined ? undefined : `${quote(shared)} is in the group ${held.get(shared)} already`;
}

/** The document with the place put, taken away (null) or left (undefined). */
function placed(document: ProjectDocument, id: string, at: Place | null | undefined): ProjectDocument {
  if (at === undefined) return document;
  const { [id]: before, ...layout } = document.layout;
  if (at === null) return before ? { ...document, layout } : document;
  return { ...document, layout: { ...document.layout, [id]: at } };
}

function placeBefore(
  { layout }: ProjectDocument,
  id: string,
  at: Place | null | undefined,
): { readonly at?: Place | null } {
  return at === undefined ? {} : { at: layout[id] ?? null };
}
