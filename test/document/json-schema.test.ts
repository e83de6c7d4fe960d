import { describe, expect, it } from 'vitest';
import { projectJsonSchema } from '#shared/document/json-schema';
import { world } from './world';

type Json = { readonly [key: string]: Json } & { readonly [index: number]: Json };

describe('the JSON Schema of the project file', () => {
  const schema = projectJsonSchema(world) as unknown as Json;
  const variants = schema['properties']?.['resources']?.['items']?.['allOf'] as unknown as readonly Json[];
  const box = variants.find((each) => JSON.stringify(each['if']).includes('{"const":"box"}'));
  const fields = box?.['then']?.['properties']?.['config']?.['properties'];

  it('is a draft 2020-12 schema of a project', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:spillway:project:1',
      title: 'Spillway project',
      type: 'object',
      required: ['format', 'name', 'resources', 'connections'],
    });
  });

  it('knows the fields of each service with titles, bounds, defaults and units', () => {
    expect(fields).toMatchObject({
      retention: {
        type: 'number',
        minimum: 60,
        maximum: 1_209_600,
        default: 345_600,
        title: 'Retention period',
        description: 'In seconds.',
      },
      limit: {
        type: 'integer',
        minimum: 1,
        maximum: 10_000,
        title: 'Message limit',
        description: 'Left out: no limit.',
      },
      type: { enum: ['standard', 'fifo'], default: 'standard', title: 'Box type' },
      spread: { type: 'object', properties: { mean: { minimum: 0.001, maximum: 900 } } },
    });
    expect(
      Object.keys(fields?.['retention'] ?? {}).filter((key) => ['kind', 'group', 'source', 'asOf'].includes(key)),
    ).toEqual([]);
  });

  it('knows the fields of each connection kind', () => {
    const kinds = schema['properties']?.['connections']?.['items']?.['allOf'] as unknown as readonly Json[];
    const poll = kinds.find((each) => JSON.stringify(each['if']).includes('{"const":"worker/poll"}'));
    expect(poll?.['then']?.['properties']?.['config']?.['properties']).toMatchObject({
      batchSize: { minimum: 1, maximum: 10_000 },
    });
  });

  it('allows services that a build does not know, and fields that it does not know', () => {
    const items = schema['properties']?.['resources']?.['items'];
    expect(items?.['properties']?.['service']).toMatchObject({
      anyOf: [{ const: 'caller' }, {}, {}, {}, { type: 'string' }],
    });
    expect(items?.['additionalProperties']).toEqual({});
  });
});
