/** Configurations, complete: what the file leaves out has its default, and what it cannot mean has it too, with a finding. */
import type { z } from 'zod';
import type { FieldDescription } from '#shared/model/field';
import type { Finding, Remedy } from '#shared/model/finding';
import type { Config } from '#shared/model/graph';
import { set, setting, type Target, together } from '#shared/model/remedy';
import { bytesText, durationText, short } from '#shared/model/wording';
import { type ConfigField, fieldsOf } from './fields';
import { nearest } from './nearest';
import { documentFinding } from './rules';
import { problemOf, sayList, sayValue } from './say';

export interface ConfigOwner {
  readonly target: Target;
  /** As a finding calls it. */
  readonly name: string;
}

export interface ResolvedConfig {
  readonly config: Config;
  readonly findings: readonly Finding[];
}

export function resolveConfig(config: Config, schema: z.ZodObject, owner: ConfigOwner): ResolvedConfig {
  const fields = fieldsOf(schema);
  const resolved: Record<string, unknown> = { ...defaultsOf(schema) };
  const findings: Finding[] = [];
  for (const [name, value] of Object.entries(config)) {
    if (value === undefined) continue;
    const field = fields.get(name);
    if (!field) {
      findings.push(unknownField(name, value, fields, owner));
      continue;
    }
    const parsed = field.schema.safeParse(value);
    if (parsed.success) resolved[name] = parsed.data;
    else findings.push(badValue(field, value, problemOf(parsed.error, value), owner));
  }
  return { config: resolved, findings };
}

const defaults = new WeakMap<z.ZodObject, Config>();

function defaultsOf(schema: z.ZodObject): Config {
  const known = defaults.get(schema);
  if (known) return known;
  const stated = [...fieldsOf(schema)].filter(([, { description }]) => description.default !== undefined);
  const made = Object.fromEntries(stated.map(([name, { description }]) => [name, description.default]));
  defaults.set(schema, made);
  return made;
}

function badValue(
  { description, parts }: ConfigField,
  value: unknown,
  problem: ReturnType<typeof problemOf>,
  { target, name }: ConfigOwner,
): Finding {
  const title = lowerFirst(description.title);
  const what = parts
    ? `${[title, ...problem.path].join(' ')} of ${name} ${problem.what}`
    : `${title} of ${name} is ${quantity(value, description)} but must be ${bounds(description)}`;
  const fallback =
    description.default === undefined
      ? `as if it were unset (${description.unset ?? 'none'})`
      : `as the default${parts ? '' : ` ${quantity(description.default, description)}`}`;
  const message = `${what}: until that is mended it counts ${fallback}`;
  return documentFinding('value-is-possible', { ...target, field: description.name }, message, {
    remedy: mend(description, value, target),
    ...(description.source === undefined ? {} : { source: description.source }),
    ...(description.asOf === undefined ? {} : { asOf: description.asOf }),
  });
}

/** The nearest value that is possible, or the default. */
function mend(description: FieldDescription, value: unknown, target: Target): Remedy {
  const { name, min, max, whole } = description;
  const title = lowerFirst(description.title);
  if (typeof value === 'number' && min !== undefined && max !== undefined && description.kind !== 'distribution') {
    const within = Math.min(Math.max(whole ? Math.round(value) : value, min), max);
    return set(`Set ${title} to ${quantity(within, description)}`, target, name, within);
  }
  return set(
    `Take ${title} back to ${description.default === undefined ? 'unset' : 'its default'}`,
    target,
    name,
    undefined,
  );
}

function unknownField(
  name: string,
  value: unknown,
  fields: ReadonlyMap<string, ConfigField>,
  owner: ConfigOwner,
): Finding {
  const meant = nearest(name, [...fields.keys()]);
  const hint = meant ? `perhaps ${meant} is meant` : 'take it out if it is a slip';
  const remedy = meant
    ? together(
        `Rename ${name} to ${meant}`,
        setting(owner.target, meant, value),
        setting(owner.target, name, undefined),
      )
    : set(`Take ${name} out`, owner.target, name, undefined);
  const message = `${owner.name} has a field ${name} that Spillway does not know, so it counts for nothing: ${hint}`;
  return documentFinding('field-is-known', { ...owner.target, field: name }, message, { remedy });
}

function bounds({ kind, min, max, whole, options, ...description }: FieldDescription): string {
  if (options) return sayList(options);
  if (kind === 'flag') return 'true or false';
  if (kind === 'text' || min === undefined || max === undefined) return 'a text of at most 256 characters';
  const described = { ...description, kind };
  const range = `from ${quantity(min, described)} to ${quantity(max, described)}`;
  return whole && kind === 'count' ? `a whole number ${range}` : range;
}

/** A value with the unit of its field: `30 s`, `256 KiB`. */
function quantity(value: unknown, { kind, unit }: Pick<FieldDescription, 'kind' | 'unit'>): string {
  if (typeof value !== 'number') return typeof value === 'string' ? JSON.stringify(value) : sayValue(value);
  if (kind === 'duration') return durationText(value);
  if (kind === 'size') return bytesText(value);
  const suffix = unit ?? (kind === 'rate' ? 'a second' : '');
  return suffix ? `${short(value)} ${suffix}` : short(value);
}

/** `Batch size` within a sentence; `API type` stays as it is. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
