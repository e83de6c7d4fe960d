/** The fields of configuration schemas with their defaults, described once per schema. */
import { z } from 'zod';
import { describeFields, type FieldDescription } from '#shared/model/field';

export interface ConfigField {
  readonly description: FieldDescription;
  readonly schema: z.ZodType;
  /** Keys of a field that is itself an object, in their order; undefined for plain values. */
  readonly parts: readonly string[] | undefined;
}

const described = new WeakMap<z.ZodObject, ReadonlyMap<string, ConfigField>>();

/** By name, in the order in which they were written. */
export function fieldsOf(schema: z.ZodObject): ReadonlyMap<string, ConfigField> {
  const known = described.get(schema);
  if (known) return known;
  const fields = new Map(
    describeFields(schema).map((description) => {
      const field = schema.shape[description.name] as z.ZodType;
      return [description.name, { description, schema: field, parts: partsOf(field) }];
    }),
  );
  described.set(schema, fields);
  return fields;
}

function partsOf(field: z.ZodType): readonly string[] | undefined {
  let inner = field;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional) inner = inner.unwrap() as z.ZodType;
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : undefined;
}
