/** One form for each meaning: what is the same is written the same. */
import type { z } from 'zod';
import { type ConfigField, fieldsOf } from './fields';
import { isJsonObject, type JsonObject } from './json';
import { compareText } from './order';

/** An object with `keys` first, in that order and with their values as they are; all others after them by name. */
export function ordered(object: object, keys: readonly string[]): JsonObject {
  const value = object as JsonObject;
  const made: Record<string, unknown> = {};
  for (const key of keys) if (Object.hasOwn(value, key)) made[key] = value[key];
  const others = Object.keys(value).filter((key) => !keys.includes(key));
  for (const key of others.toSorted(compareText)) made[key] = byName(value[key]);
  return made;
}

/** A JSON value with the keys of all its objects in the order of their names. */
export function byName(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(byName);
  return isJsonObject(value) ? ordered(value, []) : value;
}

/** A configuration as it is written: without what is as the schema says anyhow. Without a schema, by name. */
export function canonicalConfig(config: JsonObject, schema: z.ZodObject | undefined): JsonObject {
  const fields = schema ? fieldsOf(schema) : NO_FIELDS;
  const written: [string, unknown][] = [];
  for (const [name, field] of fields) {
    const value = Object.hasOwn(config, name) ? config[name] : undefined;
    if (value !== undefined && !isDefault(value, field)) written.push([name, canonicalValue(value, field)]);
  }
  const unknown = Object.keys(config).filter((name) => !fields.has(name) && config[name] !== undefined);
  for (const name of unknown.toSorted(compareText)) written.push([name, byName(config[name])]);
  return Object.fromEntries(written);
}

/** Whether a field says with this value what it says without any. */
export function isDefault(value: unknown, field: ConfigField): boolean {
  return isSameJson(canonicalValue(value, field), field.description.default);
}

/** A value that is an object, complete: parts that were left out have their defaults. */
function canonicalValue(value: unknown, { description, parts }: ConfigField): unknown {
  if (!parts || !isJsonObject(value) || !isJsonObject(description.default)) return byName(value);
  return ordered({ ...description.default, ...value }, parts);
}

/** Whether two JSON values mean the same; the order of keys means nothing. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => isSameJson(item, b[index]))
    );
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSameJson(a[key], b[key]))
  );
}

const NO_FIELDS: ReadonlyMap<string, ConfigField> = new Map();
