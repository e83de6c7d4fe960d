/** What the functions that apply edits share: their outcome, and lists that stay sorted. */
import type { ProjectEdit } from '#shared/model/edit';
import { MAX_DEPTH } from './json';
import { byId } from './order';
import type { ProjectDocument } from './schema';

/** An edit that cannot be applied, with the reason as a sentence. */
export class Refused {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

export type Attempt = { readonly document: ProjectDocument; readonly inverse: ProjectEdit } | Refused;

/** The edit of one kind. */
export type Edit<Do extends ProjectEdit['do']> = Extract<ProjectEdit, { readonly do: Do }>;

interface WithId {
  readonly id: string;
}

export function find<T extends WithId>(items: readonly T[], id: string): T | undefined {
  return items.find((item) => item.id === id);
}

/** The list with one more item, or with the item of the same id replaced; sorted by id. */
export function put<T extends WithId>(items: readonly T[], item: T): readonly T[] {
  if (find(items, item.id)) return items.map((each) => (each.id === item.id ? item : each));
  return [...items, item].toSorted(byId);
}

export function without<T extends WithId>(items: readonly T[], id: string): readonly T[] {
  return items.filter((item) => item.id !== id);
}

/** Whether a value can be written to a file and read back as it is. */
export function isJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > MAX_DEPTH / 2) return false;
  return Object.entries(value).every(([key, item]) => key !== '__proto__' && isJson(item, depth + 1));
}
