/**
 * Ids that a person can read, made once and kept for ever: a new name never changes an id, so that exported code keeps
 * its logical ids. Ids that are made here for resources never contain `--`, those for connections always do.
 */
import { z } from 'zod';

const ID = /^[\p{L}\p{N}_][\p{L}\p{N}_.:-]*$/u;
const MAX_ID = 128;
const MAX_WORDS = 48;
const MAX_END = 58;

/** The id for a new resource called `name`: `Create order` gives `create-order`, then `create-order-2`. */
export function resourceId(name: string, taken: Iterable<string>, fallback = 'resource'): string {
  return freshId(kebab(name) || kebab(fallback) || 'resource', taken);
}

/** The id for a new connection: `orders--worker`, then `orders--worker-2`. */
export function connectionId(from: string, to: string, taken: Iterable<string>): string {
  return freshId(`${from.slice(0, MAX_END)}--${to.slice(0, MAX_END)}`, taken);
}

/** The id for a new group. The colon keeps it apart from all ids that are made here for resources. */
export function groupId(name: string, taken: Iterable<string>): string {
  return freshId(`group:${kebab(name) || 'group'}`, taken);
}

/** The id for a new free note: `note:1`, then `note:2`. */
export function noteId(taken: Iterable<string>): string {
  const used = new Set(taken);
  for (let count = 1; ; count += 1) if (!used.has(`note:${count}`)) return `note:${count}`;
}

/** `wanted`, or the first of `wanted-2`, `wanted-3`, … that is free and may be an id. */
export function freshId(wanted: string, taken: Iterable<string>): string {
  const used = taken instanceof Set ? (taken as ReadonlySet<string>) : new Set(taken);
  if (isId(wanted) && !used.has(wanted)) return wanted;
  const stem = wanted.replace(/-\d+$/, '').slice(0, 120);
  for (let count = 2; ; count += 1) {
    const id = `${stem}-${count}`;
    if (!used.has(id)) return id;
  }
}

/** Lower-case words of ASCII letters and digits with single hyphens between; empty where the text has none. */
export function kebab(text: string): string {
  return text
    .slice(0, 256)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_WORDS)
    .replace(/^-+|-+$/g, '');
}

/** Ids appear as keys of objects: none may be a name that every JavaScript object has, such as `constructor`. */
export function isId(text: string): boolean {
  return text.length <= MAX_ID && ID.test(text) && !(text in Object.prototype);
}

export const idSchema = z
  .string()
  .refine(isId, 'must start with a letter or digit and go on with letters, digits, - _ . or :, up to 128 characters')
  .meta({ title: 'Id', description: 'Stable for ever; never follows the name.' });
