/** Edits of what is drawn: resources, connections, names and places. */
import type { Place, ResourceRecord } from '#shared/model/edit';
import { type Attempt, type Edit, find, isJson, put, Refused, without } from './edit-result';
import { isId } from './ids';
import { quote } from './say';
import type { ProjectDocument } from './schema';

export function addResource(document: ProjectDocument, { resource, at }: Edit<'add-resource'>): Attempt {
  const { id } = resource;
  const refusal = cannotAdd(onCanvas(document), id) ?? cannotWrite(resource) ?? (at && cannotPlace(id, at));
  if (refusal !== undefined) return new Refused(refusal);
  return {
    document: {
      ...document,
      resources: put(document.resources, resource),
      ...(at ? { layout: { ...document.layout, [id]: at } } : {}),
    },
    inverse: { do: 'remove-resource', id },
  };
}

export function connect(document: ProjectDocument, { connection }: Edit<'connect'>): Attempt {
  const missing = [connection.from, connection.to].find((end) => !find(document.resources, end));
  const refusal =
    cannotAdd(document.connections, connection.id) ??
    (missing === undefined ? cannotWrite(connection) : `there is no resource ${quote(missing)} to connect`);
  if (refusal !== undefined) return new Refused(refusal);
  return {
    document: { ...document, connections: put(document.connections, connection) },
    inverse: { do: 'disconnect', id: connection.id },
  };
}

/** Takes a connection away, and what was acknowledged of it. */
export function disconnect(document: ProjectDocument, { id }: Edit<'disconnect'>): Attempt {
  const connection = find(document.connections, id);
  if (!connection) return new Refused(`there is no connection ${quote(id)}`);
  const lost = document.acknowledged.filter((each) => each.connection === id);
  const restore = { do: 'connect', connection } as const;
  return {
    document: {
      ...document,
      connections: without(document.connections, id),
      ...(lost.length > 0 ? { acknowledged: document.acknowledged.filter((each) => !lost.includes(each)) } : {}),
    },
    inverse:
      lost.length === 0
        ? restore
        : {
            do: 'all',
            title: 'Connect again',
            edits: [restore, ...lost.map((acknowledgement) => ({ do: 'acknowledge', acknowledgement }) as const)],
          },
  };
}

export function rename(document: ProjectDocument, { id, name }: Edit<'rename'>): Attempt {
  const resource = find(document.resources, id);
  if (!resource) return new Refused(`there is no resource ${quote(id)} to rename`);
  const inverse = { do: 'rename', id, name: resource.name } as const;
  if (name === resource.name) return { document, inverse };
  return { document: { ...document, resources: put(document.resources, { ...resource, name }) }, inverse };
}

export function move(document: ProjectDocument, { positions }: Edit<'move'>): Attempt {
  const layout: Record<string, Place> = { ...document.layout };
  const before: Record<string, Place | null> = {};
  const movable = new Set(onCanvas(document).map(({ id }) => id));
  for (const [id, position] of Object.entries(positions)) {
    const refusal = movable.has(id) ? position && cannotPlace(id, position) : `there is nothing ${quote(id)} to move`;
    if (refusal) return new Refused(refusal);
    before[id] = layout[id] ?? null;
    if (position) layout[id] = position;
    else delete layout[id];
  }
  return { document: { ...document, layout }, inverse: { do: 'move', positions: before } };
}

/** All that has a place on the canvas: their ids are of one space. */
export function onCanvas({ resources, groups, notes }: ProjectDocument): readonly { readonly id: string }[] {
  return groups.length + notes.length === 0 ? resources : [...resources, ...groups, ...notes];
}

export function cannotAdd(items: readonly { readonly id: string }[], id: string): string | undefined {
  if (!isId(id)) return `${quote(id)} cannot be an id: letters, digits and - _ . : only`;
  return find(items, id) ? `there is already something with the id ${quote(id)}` : undefined;
}

export function cannotWrite(record: Pick<ResourceRecord, 'id'>): string | undefined {
  return isJson(record) ? undefined : `${quote(record.id)} holds a value that a project file cannot hold`;
}

export function cannotPlace(id: string, { x, y, width = 1, height = 1 }: Place): string | undefined {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return `${quote(id)} cannot be put at ${x}, ${y}`;
  const isSize = Number.isFinite(width) && Number.isFinite(height) && width > 0 && height > 0;
  return isSize ? undefined : `${quote(id)} cannot be ${width} wide and ${height} high`;
}
