/** The selection as plain JSON on the system's clipboard: it can be pasted into a chat, a file or another design. */
import { z } from 'zod';
import { connectionId, resourceId } from '#shared/document/ids';
import { connectionSchema, positionSchema, type ProjectDocument, resourceSchema } from '#shared/document/schema';
import type { ConnectionRecord, Position, ProjectEdit, ResourceRecord } from '#shared/model/edit';
import { counted } from '../design/format';
import { freshName } from './actions';
import type { Selection } from './selection';

export interface Clip {
  readonly resources: readonly ResourceRecord[];
  /** Those that join two of the resources. */
  readonly connections: readonly ConnectionRecord[];
  readonly layout: Readonly<Record<string, Position>>;
}

/** A paste that came from a text larger than this is something else. */
const MAX_CHARACTERS = 5_000_000;
const MAX_ITEMS = 5000;

const clipSchema = z.object({
  resources: z.array(resourceSchema).min(1).max(MAX_ITEMS),
  connections: z.array(connectionSchema).max(MAX_ITEMS).default([]),
  layout: z.record(z.string(), positionSchema).default({}),
});

export function clipOf(
  document: ProjectDocument,
  selection: Selection,
  places: ReadonlyMap<string, Position>,
): Clip | undefined {
  const chosen = new Set(selection.resources);
  const resources = document.resources.filter(({ id }) => chosen.has(id));
  if (resources.length === 0) return undefined;
  const connections = document.connections.filter(({ from, to }) => chosen.has(from) && chosen.has(to));
  const layout = Object.fromEntries([...places].filter(([id]) => chosen.has(id)));
  return { resources, connections, layout };
}

export const writeClip = (clip: Clip): string => `${JSON.stringify(clip, undefined, 2)}\n`;

/** Reads a part of a design, or a whole project's text. Undefined for any other text. */
export function readClip(text: string): Clip | undefined {
  if (text.length > MAX_CHARACTERS || !text.trimStart().startsWith('{')) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = clipSchema.safeParse(json);
  if (!read.success) return undefined;
  const { resources, connections, layout } = read.data;
  const withConfig = <T extends { config?: Record<string, unknown> | undefined }>(item: T) => ({
    ...item,
    config: item.config ?? {},
  });
  return { resources: resources.map(withConfig), connections: connections.map(withConfig), layout };
}

export interface Pasting {
  readonly edit: ProjectEdit;
  /** Ids of the new resources. */
  readonly ids: readonly string[];
}

/** Adds a clip with fresh ids and names, moved by an offset. Connections to what is not in the clip are left out. */
export function pastingOf(document: ProjectDocument, clip: Clip, offset: Position, verb = 'Paste'): Pasting {
  const takenIds = new Set(document.resources.map(({ id }) => id));
  const takenNames = document.resources.map(({ name }) => name);
  const takenConnections = new Set(document.connections.map(({ id }) => id));
  const newIds = new Map<string, string>();
  const edits: ProjectEdit[] = [];
  for (const resource of clip.resources) {
    const name = freshName(resource.name, takenNames);
    const id = resourceId(name, takenIds, resource.service);
    takenIds.add(id);
    takenNames.push(name);
    newIds.set(resource.id, id);
    const place = clip.layout[resource.id] ?? { x: 0, y: 0 };
    edits.push({
      do: 'add-resource',
      resource: { ...resource, id, name },
      at: { x: place.x + offset.x, y: place.y + offset.y },
    });
  }
  for (const connection of clip.connections) {
    const from = newIds.get(connection.from);
    const to = newIds.get(connection.to);
    if (from === undefined || to === undefined) continue;
    const id = connectionId(from, to, takenConnections);
    takenConnections.add(id);
    edits.push({ do: 'connect', connection: { ...connection, id, from, to } });
  }
  const title = `${verb} ${counted(clip.resources.length, 'resource')}`;
  return { edit: { do: 'all', title, edits }, ids: [...newIds.values()] };
}
