/** The JSON Schema of the project file: what an editor needs to complete and check one that is written by hand. */
import { z } from 'zod';
import type { FieldKind, FieldMeta } from '#shared/model/field';
import type { Registry } from '#shared/model/service';
import { catalogueOf } from './catalogue';
import { projectSchema, SCHEMA_ID } from './schema';

type Json = Record<string, unknown>;

/** Draft 2020-12. Services and kinds that a build does not know are allowed, as they are in a file. */
export function projectJsonSchema(registry: Registry): Readonly<Record<string, unknown>> {
  const { kinds } = catalogueOf(registry);
  const schema = jsonSchemaOf(projectSchema);
  const lists = schema['properties'] as Record<string, { items: Json }>;
  const { resources, connections } = lists;
  if (!resources || !connections) throw new Error('the project schema has lost its lists');
  resources.items = depending(
    resources.items,
    'service',
    registry.map(({ id, title, summary, config }) => [id, { title, description: summary, config }]),
  );
  connections.items = depending(
    connections.items,
    'kind',
    kinds.map(({ id, title, summary, config }) => [id, { title, description: summary, config }]),
  );
  return { $schema: schema['$schema'], $id: SCHEMA_ID, title: 'Spillway project', ...schema };
}

interface Variant {
  readonly title: string;
  readonly description: string;
  readonly config: z.ZodObject;
}

/** An item whose `config` depends on which service or kind it names. */
function depending(item: Json, key: string, variants: readonly (readonly [string, Variant])[]): Json {
  const properties = item['properties'] as Record<string, Json>;
  const values = variants.map(([id, { title, description }]) => ({ const: id, title, description }));
  return {
    ...item,
    properties: { ...properties, [key]: { ...properties[key], anyOf: [...values, { type: 'string' }] } },
    allOf: variants.map(([id, { config }]) => ({
      if: { required: [key], properties: { [key]: { const: id } } },
      // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own keyword
      then: { properties: { config: withoutHead(jsonSchemaOf(config)) } },
    })),
  };
}

function withoutHead({ $schema: _head, ...schema }: Json): Json {
  return schema;
}

function jsonSchemaOf(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, { io: 'input', override: ({ jsonSchema }) => describe(jsonSchema as Json) });
}

/** Replaces what our fields say of themselves by what JSON Schema has a word for. */
function describe(schema: Json): void {
  const { help, unset, kind, unit, description } = schema as Partial<FieldMeta> & { readonly description?: string };
  const measure = unit ?? (kind && UNITS[kind]);
  const sentences = [
    description,
    help,
    !description && measure && `In ${measure}.`,
    unset && `Left out: ${unset}.`,
  ].filter(Boolean);
  for (const key of OURS) delete schema[key];
  if (sentences.length > 0) schema['description'] = sentences.join(' ');
}

const UNITS: Readonly<Partial<Record<FieldKind, string>>> = {
  duration: 'seconds',
  size: 'bytes',
  rate: 'units a second',
};

const OURS: readonly (keyof FieldMeta)[] = [
  'kind',
  'help',
  'unit',
  'group',
  'appliesWhen',
  'defaultFrom',
  'source',
  'asOf',
  'labels',
  'unset',
];
