/** JSON as text with an indent of two, where chosen values stay on one line. */
import { isJsonObject, type JsonPath } from './json';
import { sayPath, sayValue } from './say';

/** A value that is printed on one line. */
export class Inline {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** Throws for what JSON has no word for. Lists of numbers stay on one line. */
export function print(value: unknown): string {
  try {
    return block(value, '\n');
  } catch (error) {
    if (error instanceof Unwritable) throw new Error(sayUnwritable(value), { cause: error });
    throw error;
  }
}

/** Thrown within this file only. */
class Unwritable extends Error {}

/** `indent` begins with the line break. */
function block(value: unknown, indent: string): string {
  if (value instanceof Inline) return inline(value.value);
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'number')) return inline(value);
    const inner = `${indent}  `;
    return `[${inner}${value.map((item) => block(item, inner)).join(`,${inner}`)}${indent}]`;
  }
  if (!isJsonObject(value)) return scalar(value);
  const inner = `${indent}  `;
  const members: string[] = [];
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) members.push(`${JSON.stringify(key)}: ${block(value[key], inner)}`);
  }
  return members.length === 0 ? '{}' : `{${inner}${members.join(`,${inner}`)}${indent}}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (!isJsonObject(value)) return scalar(value);
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  if (members.length === 0) return '{}';
  return `{ ${members.map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`).join(', ')} }`;
}

function scalar(value: unknown): string {
  if (!isWritable(value)) throw new Unwritable();
  return JSON.stringify(value);
}

function isWritable(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function sayUnwritable(value: unknown): string {
  const [path, found] = unwritable(value, []) ?? [[], value];
  return `${sayPath(path)} is ${sayValue(found)}, which a project file cannot hold`;
}

function unwritable(value: unknown, path: JsonPath): [JsonPath, unknown] | undefined {
  const whole = value instanceof Inline ? value.value : value;
  if (typeof whole !== 'object' || whole === null)
    return isWritable(whole) || whole === undefined ? undefined : [path, whole];
  for (const [key, item] of Object.entries(whole)) {
    const found = unwritable(item, [...path, Array.isArray(whole) ? Number(key) : key]);
    if (found) return found;
  }
  return undefined;
}
