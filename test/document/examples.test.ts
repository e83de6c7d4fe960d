import { describe, expect, it } from 'vitest';
import { projectJsonSchema } from '#shared/document/json-schema';
import { readDocument } from '#shared/document/read';
import { resolve } from '#shared/document/resolve';
import { writeDocument } from '#shared/document/write';
import { services } from '#shared/services/registry';

const examples = import.meta.glob<string>('../../shared/examples/*.spillway', {
  query: '?raw',
  import: 'default',
  eager: true,
});

describe('the examples', () => {
  it('are there', () => {
    expect(Object.keys(examples).length).toBeGreaterThanOrEqual(12);
  });

  it.each(Object.entries(examples))(
    '%s is read without a finding, resolved whole and written as the same bytes',
    (_path, text) => {
      const { document, findings, complete } = readDocument(text, services);
      expect(findings).toEqual([]);
      expect(complete).toBe(true);
      if (!document) throw new Error('no document');
      const resolved = resolve(document, services);
      expect(resolved.findings).toEqual([]);
      expect([...resolved.opaque, ...resolved.unresolved]).toEqual([]);
      expect(writeDocument(document, services)).toBe(text);
    },
  );

  it('are described by a schema that names every service and kind of this build', () => {
    const text = JSON.stringify(projectJsonSchema(services));
    for (const service of services) {
      expect(text).toContain(`{"const":"${service.id}"}`);
      for (const kind of service.connections) expect(text).toContain(`{"const":"${kind.id}"}`);
    }
  });
});
