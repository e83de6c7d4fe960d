/** What a person does to the drawing, as edits. The mouse, the keyboard, menus and the palette all come here. */
import type { ConnectionKind } from '#shared/model/connection';
import type { ConnectionRecord, Position, ProjectEdit } from '#shared/model/edit';
import type { ServiceDefinition } from '#shared/model/service';
import { connectionId, resourceId } from '#shared/document/ids';
import { counted } from '../design/format';
import { roomBetween } from '#shared/picture/room';
import { joining } from './grouping';
import { freshName } from './names';
import { select, type Selection, useSelection } from './selection';
import { currentDocument, dispatch } from './store';

/** Adds a resource and selects it. Returns its id. */
export function addResource(service: ServiceDefinition, at: Position): string {
  const { edits, id, name } = additionOf(service, at);
  const [only, ...others] = edits;
  if (only && others.length === 0) dispatch(only);
  else dispatch({ do: 'all', title: `Add ${name}`, edits });
  select({ resources: [id] });
  return id;
}

/** Adds a resource behind another and connects the two, as one step. */
export function addAfter(from: string, service: ServiceDefinition, kind: ConnectionKind, at: Position): string {
  const { edits, id, name } = additionOf(service, at);
  const taken = currentDocument().connections.map((connection) => connection.id);
  const connection = { id: connectionId(from, id, taken), kind: kind.id, from, to: id, config: {} };
  dispatch({ do: 'all', title: `Add ${name}`, edits: [...edits, { do: 'connect', connection }] });
  select({ resources: [id] });
  return id;
}

/**
 * Puts a new resource in the place of a connection, between its two ends, as one step. Where cards are in the way, those
 * on its far side make room. Returns where it stands.
 */
export function insertBetween(
  old: ConnectionRecord,
  service: ServiceDefinition,
  kinds: { readonly before: ConnectionKind; readonly behind: ConnectionKind },
  wanted: Position,
): Position {
  const document = currentDocument();
  const { at, moved } = roomBetween(document, old, wanted);
  const isMoved = Object.keys(moved).length > 0;
  const { edits, id, name } = additionOf(service, at, { ...document, layout: { ...document.layout, ...moved } });
  const taken = currentDocument().connections.map((connection) => connection.id);
  const before = { id: connectionId(old.from, id, taken), kind: kinds.before.id, from: old.from, to: id, config: {} };
  const behind = { id: connectionId(id, old.to, taken), kind: kinds.behind.id, from: id, to: old.to, config: {} };
  dispatch({
    do: 'all',
    title: `Insert ${name}`,
    edits: [
      { do: 'disconnect', id: old.id },
      ...(isMoved ? [{ do: 'move', positions: moved } as const] : []),
      ...edits,
      { do: 'connect', connection: before },
      { do: 'connect', connection: behind },
    ],
  });
  select({ resources: [id] });
  return at;
}

interface Addition {
  readonly edits: readonly ProjectEdit[];
  readonly id: string;
  readonly name: string;
}

/** A resource that is put into a frame belongs to its group. */
function additionOf(service: ServiceDefinition, at: Position, document = currentDocument()): Addition {
  const { resources } = document;
  const name = freshName(
    service.defaultName,
    resources.map((resource) => resource.name),
  );
  const id = resourceId(
    name,
    resources.map((resource) => resource.id),
    service.id,
  );
  const add: ProjectEdit = { do: 'add-resource', resource: { id, service: service.id, name, config: {} }, at };
  return { edits: [add, ...joining(document, id, at)], id, name };
}

/** Draws a connection and selects it, so that its form is at hand. */
export function connect(from: string, to: string, kind: ConnectionKind): void {
  const taken = currentDocument().connections.map(({ id }) => id);
  const id = connectionId(from, to, taken);
  dispatch({ do: 'connect', connection: { id, kind: kind.id, from, to, config: {} } });
  select({ connections: [id] });
}

export function deleteSelection(): void {
  const selection = useSelection.getState();
  const edit = deletionOf(selection);
  if (!edit) return;
  select({});
  dispatch(edit);
}

/** A group goes with what is in it; ungrouping first keeps that. */
export function deletionOf(selection: Selection): ProjectEdit | undefined {
  const document = currentDocument();
  const { connections, notes } = selection;
  const groups = document.groups.filter(({ id }) => selection.groups.includes(id));
  const resources = [...new Set([...selection.resources, ...groups.flatMap(({ members }) => members)])];
  const gone = new Set(resources);
  // A connection goes with its ends: removing it first would remove it twice.
  const alone = document.connections.filter(
    ({ id, from, to }) => connections.includes(id) && !gone.has(from) && !gone.has(to),
  );
  const edits: ProjectEdit[] = [
    ...alone.map(({ id }): ProjectEdit => ({ do: 'disconnect', id })),
    ...resources.map((id): ProjectEdit => ({ do: 'remove-resource', id })),
    ...groups.map(({ id }): ProjectEdit => ({ do: 'remove-group', id })),
    ...notes.map((id): ProjectEdit => ({ do: 'remove-note', id })),
  ];
  if (edits.length <= 1) return edits[0];
  const parts = [
    resources.length > 0 ? counted(resources.length, 'resource') : '',
    alone.length > 0 ? counted(alone.length, 'connection') : '',
    resources.length === 0 && groups.length > 0 ? counted(groups.length, 'group') : '',
    notes.length > 0 ? counted(notes.length, 'note') : '',
  ];
  return { do: 'all', title: `Delete ${parts.filter(Boolean).join(' and ')}`, edits };
}

export function selectAll(): void {
  const { resources, connections, groups, notes } = currentDocument();
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  select({
    resources: idsOf(resources),
    connections: idsOf(connections),
    groups: idsOf(groups),
    notes: idsOf(notes),
  });
}
