/** The selection as plain JSON on the system's clipboard: it can be pasted into a chat, a file or another design. */
import { z } from 'zod';
import { copiesOf, type Fragment, fragmentOf } from '#shared/document/copies';
import {
  connectionSchema,
  groupSchema,
  noteSchema,
  positionSchema,
  type ProjectDocument,
  resourceSchema,
} from '#shared/document/schema';
import type { Place, Position, ProjectEdit } from '#shared/model/edit';
import { counted } from '../design/format';
import { freshName } from './names';
import type { Selection } from './selection';

/** A text larger than this is something else. */
const MAX_CHARACTERS = 5_000_000;
const MAX_ITEMS = 5000;

const fragmentSchema = z.object({
  resources: z.array(resourceSchema).max(MAX_ITEMS).default([]),
  connections: z.array(connectionSchema).max(MAX_ITEMS).default([]),
  groups: z.array(groupSchema).max(MAX_ITEMS).default([]),
  notes: z.array(noteSchema).max(MAX_ITEMS).default([]),
  layout: z.record(z.string(), positionSchema).default({}),
});

/** What is selected, with the places at which it is shown. Undefined where nothing that stands by itself is selected. */
export function selectedFragment(
  document: ProjectDocument,
  { resources, groups, notes }: Selection,
  places: ReadonlyMap<string, Place>,
): Fragment | undefined {
  if (resources.length + groups.length + notes.length === 0) return undefined;
  const fragment = fragmentOf(document, [...resources, ...groups, ...notes]);
  const chosen = new Set([...fragment.resources, ...fragment.groups, ...fragment.notes].map(({ id }) => id));
  return { ...fragment, layout: Object.fromEntries([...places].filter(([id]) => chosen.has(id))) };
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
  const { resources, connections, groups, notes, layout } = read.data;
  if (resources.length + notes.length === 0) return undefined;
  return { resources: resources.map(configured), connections: connections.map(configured), groups, notes, layout };
}

const configured = <T extends { config?: Record<string, unknown> | undefined }>(item: T) => ({
  ...item,
  config: item.config ?? {},
});

export interface Pasting {
  readonly edit: ProjectEdit;
  /** What is new, to be selected. */
  readonly selection: Pick<Selection, 'resources' | 'groups' | 'notes'>;
  /** How many connections led out of what was copied. */
  readonly leftOut: number;
}

/** Adds a fragment with fresh ids and names of its own, moved by an offset. */
export function pastingOf(document: ProjectDocument, fragment: Fragment, offset: Position, verb = 'Paste'): Pasting {
  const names = [...document.resources, ...document.groups].map(({ name }) => name);
  const rename = (name: string): string => {
    const fresh = freshName(name, names);
    names.push(fresh);
    return fresh;
  };
  const { edit, ids, groups, notes, leftOut } = copiesOf(document, fragment, { offset, rename });
  const title = `${verb} ${sayFragment(fragment)}`;
  return {
    edit: { do: 'all', title, edits: edit.do === 'all' ? edit.edits : [edit] },
    selection: { resources: [...ids.values()], groups, notes },
    leftOut: leftOut.length,
  };
}

/** `3 resources`, or `2 notes` where there are no resources. */
export function sayFragment({ resources, notes }: Pick<Fragment, 'resources' | 'notes'>): string {
  return resources.length > 0 ? counted(resources.length, 'resource') : counted(notes.length, 'note');
}
