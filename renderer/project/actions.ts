/** What a person does to the drawing, as edits. The mouse, the keyboard, menus and the palette all come here. */
import type { ConnectionKind } from '#shared/model/connection';
import type { ConnectionRecord, Position, ProjectEdit } from '#shared/model/edit';
import type { ServiceDefinition } from '#shared/model/service';
import { connectionId, resourceId } from '#shared/document/ids';
import { counted } from '../design/format';
import { select, type Selection, useSelection } from './selection';
import { currentDocument, dispatch } from './store';

/** Adds a resource and selects it. Returns its id. */
export function addResource(service: ServiceDefinition, at: Position): string {
  const { edit, id } = additionOf(service, at);
  dispatch(edit);
  select({ resources: [id] });
  return id;
}

/** Adds a resource behind another and connects the two, as one step. */
export function addAfter(from: string, service: ServiceDefinition, kind: ConnectionKind, at: Position): string {
  const { edit, id, name } = additionOf(service, at);
  const taken = currentDocument().connections.map((connection) => connection.id);
  const connection = { id: connectionId(from, id, taken), kind: kind.id, from, to: id, config: {} };
  dispatch({ do: 'all', title: `Add ${name}`, edits: [edit, { do: 'connect', connection }] });
  select({ resources: [id] });
  return id;
}

/** Puts a new resource in the place of a connection, between its two ends, as one step. */
export function insertBetween(
  old: ConnectionRecord,
  service: ServiceDefinition,
  kinds: { readonly before: ConnectionKind; readonly behind: ConnectionKind },
  at: Position,
): void {
  const { edit, id, name } = additionOf(service, at);
  const taken = currentDocument().connections.map((connection) => connection.id);
  const before = { id: connectionId(old.from, id, taken), kind: kinds.before.id, from: old.from, to: id, config: {} };
  const behind = { id: connectionId(id, old.to, taken), kind: kinds.behind.id, from: id, to: old.to, config: {} };
  dispatch({
    do: 'all',
    title: `Insert ${name}`,
    edits: [
      { do: 'disconnect', id: old.id },
      edit,
      { do: 'connect', connection: before },
      { do: 'connect', connection: behind },
    ],
  });
  select({ resources: [id] });
}

function additionOf(service: ServiceDefinition, at: Position): { edit: ProjectEdit; id: string; name: string } {
  const { resources } = currentDocument();
  const name = freshName(
    service.defaultName,
    resources.map((resource) => resource.name),
  );
  const id = resourceId(
    name,
    resources.map((resource) => resource.id),
    service.id,
  );
  return { edit: { do: 'add-resource', resource: { id, service: service.id, name, config: {} }, at }, id, name };
}

/** `Orders`, then `Orders 2`; `worker`, then `worker-2` where names are written with hyphens. */
export function freshName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken);
  if (!used.has(wanted)) return wanted;
  const joint = /[\sA-Z]/.test(wanted) ? ' ' : '-';
  for (let count = 2; ; count += 1) {
    const name = `${wanted}${joint}${count}`;
    if (!used.has(name)) return name;
  }
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

export function deletionOf({ resources, connections }: Selection): ProjectEdit | undefined {
  const document = currentDocument();
  const gone = new Set(resources);
  // A connection goes with its ends: removing it first would remove it twice.
  const alone = document.connections.filter(
    ({ id, from, to }) => connections.includes(id) && !gone.has(from) && !gone.has(to),
  );
  const edits: ProjectEdit[] = [
    ...alone.map(({ id }): ProjectEdit => ({ do: 'disconnect', id })),
    ...resources.map((id): ProjectEdit => ({ do: 'remove-resource', id })),
  ];
  if (edits.length <= 1) return edits[0];
  const parts = [
    resources.length > 0 ? counted(resources.length, 'resource') : '',
    alone.length > 0 ? counted(alone.length, 'connection') : '',
  ];
  return { do: 'all', title: `Delete ${parts.filter(Boolean).join(' and ')}`, edits };
}

export function selectAll(): void {
  const { resources, connections } = currentDocument();
  select({ resources: resources.map(({ id }) => id), connections: connections.map(({ id }) => id) });
}
