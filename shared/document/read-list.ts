/** Lists of a project file: what can be read of them, and what is carried along unread. */
import type { z } from 'zod';
import { freshId } from './ids';
import { isJsonObject, type JsonObject } from './json';
import type { Notes } from './notes';
import { byId } from './order';
import { problemOf, quote, sayNumber, sayValue } from './say';
import type { DocumentList } from './schema';

export const CARRIED = 'it is carried along, and does not count until that is mended';

/** Of one list. More is not a drawing, and would keep a person waiting. */
export const MAX_ITEMS = 50_000;

export interface Reading {
  readonly json: JsonObject;
  readonly notes: Notes;
  readonly unread: Partial<Record<DocumentList, unknown[]>>;
}

/**
 * Reads a list of things with ids. `prepare` fills in what may be left out, and gives undefined for an item that it
 * has told about and that is to be carried along. A second item of the same id gets an id of its own, and so does one with an id that
 * something `elsewhere` has.
 */
export function readList<T extends { readonly id: string }>(
  reading: Reading,
  list: DocumentList,
  schema: z.ZodType,
  prepare: (item: JsonObject, index: number) => JsonObject | undefined = (item) => item,
  elsewhere: Iterable<string> = [],
): T[] {
  const read: T[] = [];
  const again: [T, number][] = [];
  const taken = new Set(elsewhere);
  items(reading, list).forEach((item, index) => {
    const prepared = isJsonObject(item) ? prepare(item, index) : item;
    if (prepared === undefined) return carryAlong(reading, list, item);
    const parsed = schema.safeParse(prepared);
    if (!parsed.success) return refuseItem(reading, list, index, item, parsed.error);
    const known = parsed.data as T;
    if (taken.has(known.id)) again.push([known, index]);
    else read.push(known);
    taken.add(known.id);
  });
  for (const [item, index] of again) {
    const id = freshId(item.id, taken);
    taken.add(id);
    read.push({ ...item, id });
    const what = `has the id ${quote(item.id)} of another one: it gets the id ${id}, and what names the id means the other`;
    reading.notes.at([list, index], 'ids-are-unique', what);
  }
  return read.toSorted(byId);
}

export function items({ json, notes }: Reading, list: DocumentList): readonly unknown[] {
  const raw = json[list];
  if (raw === undefined) return [];
  if (Array.isArray(raw) && raw.length <= MAX_ITEMS) return raw;
  const found = Array.isArray(raw) ? `a list of ${sayNumber(raw.length)}` : sayValue(raw);
  notes.loses();
  notes.at(
    [list],
    'has-its-shape',
    `must be a list of at most ${sayNumber(MAX_ITEMS)} but is ${found}: it is left out`,
  );
  return [];
}

export function refuseItem(
  reading: Reading,
  list: DocumentList,
  index: number,
  item: unknown,
  error: z.ZodError,
): void {
  const { path, what } = problemOf(error, item);
  reading.notes.at([list, index, ...path], 'has-its-shape', `${what}: ${CARRIED}`);
  carryAlong(reading, list, item);
}

export function carryAlong({ unread }: Reading, list: DocumentList, item: unknown): void {
  (unread[list] ??= []).push(item);
}
