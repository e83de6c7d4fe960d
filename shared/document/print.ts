/** JSON as text with an indent of two, where chosen values stay on one line. */
import { isJsonObject } from './json';
import { sayPath, sayValue } from './say';

/** A value that is printed on one line. */
export class Inline {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** Throws for what JSON has no word for. Lists of numbers stay on one line. */
export function print(value: unknown, indent = '', path: readonly (string | number)[] = []): string {
  if (value instanceof Inline) return inline(value.value, path);
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'number')) return inline(value, path);
    const items = value.map((item, index) => print(item, `${indent}  `, [...path, index]));
    return block('[', items, ']', indent);
  }
  if (!isJsonObject(value)) return scalar(value, path);
  const members = entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${print(item, `${indent}  `, [...path, key])}`,
  );
  return members.length === 0 ? '{}' : block('{', members, '}', indent);
}

function inline(value: unknown, path: readonly (string | number)[]): string {
  if (Array.isArray(value)) return `[${value.map((item, index) => inline(item, [...path, index])).join(', ')}]`;
  if (!isJsonObject(value)) return scalar(value, path);
  const members = entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inline(item, [...path, key])}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function block(open: string, lines: readonly string[], close: string, indent: string): string {
  return `${open}\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`;
}

function entries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

function scalar(value: unknown, path: readonly (string | number)[]): string {
  const isWritable = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (!isWritable) throw new Error(`${sayPath(path)} is ${sayValue(value)}, which a project file cannot hold`);
  return JSON.stringify(value);
}
