/** The selection as plain JSON on the system's clipboard: it can be pasted into a chat, a file or another design. */
import { z } from 'zod';
import { copiesOf, type Fragment, fragmentOf } from '#shared/document/copies';
import { connectionSchema, positionSchema, type ProjectDocument, resourceSchema } from '#shared/document/schema';
import type { Position, ProjectEdit } from '#shared/model/edit';
import { counted } from '../design/format';
import { freshName } from './actions';
import type { Selection } from './selection';

/** A text larger than this is something else. */
const MAX_CHARACTERS = 5_000_000;
const MAX_ITEMS = 5000;

const fragmentSchema = z.object({
  resources: z.array(resourceSchema).min(1).max(MAX_ITEMS),
  connections: z.array(connectionSchema).max(MAX_ITEMS).default([]),
  layout: z.record(z.string(), positionSchema).default({}),
});

/** What is selected, with the places at which it is shown. Undefined where no resource is selected. */
export function selectedFragment(
  document: ProjectDocument,
  { resources }: Selection,
  places: ReadonlyMap<string, Position>,
): Fragment | undefined {
  if (resources.length === 0) return undefined;
  const chosen = new Set(resources);
  const layout = Object.fromEntries([...places].filter(([id]) => chosen.has(id)));
  return { ...fragmentOf(document, resources), layout };
}

export const writeFragment = (fragment: Fragment): string => `${JSON.stringify(fragment, undefined, 2)}\n`;

/** Reads a part of a design, or a whole project's text. Undefined for any other text. */
export function readFragment(text: string): Fragment | undefined {
  if (text.length > MAX_CHARACTERS || !text.trimStart().startsWith('{')) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = fragmentSchema.safeParse(json);
  if (!read.success) return undefined;
  const { resources, connections, layout } = read.data;
  return { resources: resources.map(configured), connections: connections.map(configured), layout };
}

const configured = <T extends { config?: Record<string, unknown> | undefined }>(item: T) => ({
  ...item,
  config: item.config ?? {},
});

export interface Pasting {
  readonly edit: ProjectEdit;
  /** Ids of the new resources. */
  readonly ids: readonly string[];
  /** How many connections led out of what was copied. */
  readonly leftOut: number;
}

/** Adds a fragment with fresh ids and names of its own, moved by an offset. */
export function pastingOf(document: ProjectDocument, fragment: Fragment, offset: Position, verb = 'Paste'): Pasting {
  const names = document.resources.map(({ name }) => name);
  const rename = (name: string): string => {
    const fresh = freshName(name, names);
    names.push(fresh);
    return fresh;
  };
  const { edit, ids, leftOut } = copiesOf(document, fragment, { offset, rename });
  const title = `${verb} ${counted(fragment.resources.length, 'resource')}`;
  return {
    edit: { do: 'all', title, edits: edit.do === 'all' ? edit.edits : [edit] },
    ids: [...ids.values()],
    leftOut: leftOut.length,
  };
}
