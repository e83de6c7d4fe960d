import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '#shared/document/edit';
import { newDocument } from '#shared/document/new';
import { readDocument } from '#shared/document/read';
import { type ProjectDocument, projectSchema } from '#shared/document/schema';
import { writeDocument } from '#shared/document/write';
import { document as anyDocument, harmlessJson } from './arbitrary';
import { world } from './world';

const opened = (text: string): ProjectDocument => {
  const { document, findings } = readDocument(text, world);
  if (!document) throw new Error(findings.map(({ message }) => message).join());
  return document;
};
const canonical = (json: unknown): string => writeDocument(opened(JSON.stringify(json)), world);

describe('the text of a document', () => {
  it('is read back and written as the same bytes', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const text = writeDocument(document, world);
        const { document: again, findings, complete } = readDocument(text, world);
        expect(findings).toEqual([]);
        expect(complete).toBe(true);
        expect(writeDocument(again ?? newDocument(''), world)).toBe(text);
        expect(projectSchema.safeParse(JSON.parse(text)).success).toBe(true);
      }),
    );
  });

  it('is the same for the same meaning, whatever the order', () => {
    const one = {
      format: 1,
      name: 'Test',
      resources: [
        {
          id: 'b',
          service: 'box',
          name: 'B',
          config: { limit: 5, type: 'fifo', zeta: { b: 1, a: [2, { d: 1, c: 1 }] } },
        },
        { name: 'A', id: 'a', service: 'box', config: { retention: 345_600, isOpen: true } },
      ],
      connections: [],
      layout: { b: { y: 2, x: 1 }, a: { x: 0.4, y: -0.4 } },
    };
    const other = {
      layout: { a: { x: 0, y: 0 }, b: { x: 1, y: 2 } },
      connections: [],
      resources: [
        { id: 'a', service: 'box', name: 'A' },
        {
          config: { zeta: { a: [2, { c: 1, d: 1 }], b: 1 }, type: 'fifo', limit: 5 },
          name: 'B',
          service: 'box',
          id: 'b',
        },
      ],
      name: 'Test',
      format: 1,
      account: { quotas: {}, freeTier: false },
      scenarios: [],
    };
    expect(canonical(one)).toBe(canonical(other));
  });

  it('has keys in the order of the schema, leaves defaults out and ends with one newline', () => {
    const json = {
      format: 1,
      futureTop: 1,
      name: 'Test',
      account: { region: 'eu-west-1', quotas: { 'box/boxes': 5 }, freeTier: true },
      resources: [
        {
          id: 'in',
          service: 'box',
          name: 'In',
          colour: 'red',
          config: {
            later: 1,
            spread: { scv: 1, distribution: 'lognormal' },
            limit: 7,
            retention: 60,
            type: 'standard',
          },
        },
        { id: 'out', service: 'worker', name: 'Out', config: { timeout: 3 } },
      ],
      connections: [{ id: 'in--out', kind: 'worker/poll', from: 'in', to: 'out', config: { batchSize: 10 } }],
      scenarios: [
        {
          id: 's',
          name: 'S',
          duration: 60,
          seed: 4,
          profile: {
            points: [
              [0, 1],
              [60, 2],
            ],
            kind: 'trace',
          },
          failures: [{ for: 5, at: 1, kind: 'errors', share: 1, resource: 'out' }],
        },
      ],
      layout: { out: { x: 10, y: 20 } },
    };
    expect(canonical(json)).toBe(`{
  "$schema": "urn:spillway:project:1",
  "format": 1,
  "name": "Test",
  "account": {
    "region": "eu-west-1",
    "quotas": {
      "box/boxes": 5
    },
    "freeTier": true
  },
  "resources": [
    {
      "id": "in",
      "service": "box",
      "name": "In",
      "config": {
        "retention": 60,
        "limit": 7,
        "later": 1
      },
      "colour": "red"
    },
    {
      "id": "out",
      "service": "worker",
      "name": "Out"
    }
  ],
  "connections": [
    {
      "id": "in--out",
      "kind": "worker/poll",
      "from": "in",
      "to": "out"
    }
  ],
  "scenarios": [
    {
      "id": "s",
      "name": "S",
      "profile": {
        "kind": "trace",
        "points": [
          [0, 1],
          [60, 2]
        ]
      },
      "duration": 60,
      "seed": 4,
      "failures": [
        {
          "kind": "errors",
          "resource": "out",
          "at": 1,
          "for": 5,
          "share": 1
        }
      ]
    }
  ],
  "layout": {
    "out": { "x": 10, "y": 20 }
  },
  "futureTop": 1
}
`);
  });

  it('keeps what this version does not know, at every level', () => {
    const extra = fc.dictionary(fc.stringMatching(/^x[A-Za-z]{0,8}$/), harmlessJson, { maxKeys: 3 });
    fc.assert(
      fc.property(
        fc.array(extra, { minLength: 7, maxLength: 7 }),
        ([top, account, resource, config, link, scenario, place]) => {
          const json = {
            ...top,
            format: 1,
            name: 'Test',
            account: { ...account, region: 'eu-west-1' },
            resources: [
              { ...resource, id: 'a', service: 'box', name: 'A', config: { ...config, limit: 3 } },
              { id: 'b', service: 'from-the-future', name: 'B', config: { ...config } },
            ],
            connections: [
              { ...link, id: 'a--b', kind: 'from-the-future/link', from: 'a', to: 'b', config: { ...config } },
            ],
            scenarios: [{ ...scenario, id: 's', name: 'S', duration: 1, seed: 2 }],
            layout: { a: { ...place, x: 1, y: 1 } },
          };
          const written = JSON.parse(canonical(json)) as unknown;
          const isEmpty = (value: object | undefined): boolean => Object.keys(value ?? {}).length === 0;
          const expected = structuredClone<object>(json) as Record<string, Record<string, unknown>[]>;
          for (const item of [...(expected['resources'] ?? []), ...(expected['connections'] ?? [])]) {
            if (isEmpty(item['config'] as object)) delete item['config'];
          }
          expect(written).toEqual(JSON.parse(JSON.stringify({ $schema: 'urn:spillway:project:1', ...expected })));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('changes by one line where one resource is moved', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), (document, which) => {
        const resource = document.resources[which % Math.max(document.resources.length, 1)];
        if (!resource || !document.layout[resource.id]) return;
        const move = { do: 'move', positions: { [resource.id]: { x: 123_456, y: 7 } } } as const;
        const before = writeDocument(document, world).split('\n');
        const after = writeDocument(applyEdit(document, move).document, world).split('\n');
        const changed = before.flatMap((line, index) => (line === after[index] ? [] : [line]));
        expect(after).toHaveLength(before.length);
        expect(changed).toHaveLength(1);
        expect(changed[0]).toMatch(/^ {4}".*": \{ "x": -?\d+, "y": -?\d+ \},?$/);
      }),
    );
  });

  it('is never made of what JSON cannot hold', () => {
    const document = { ...newDocument('Test'), layout: { a: { x: NaN, y: 0 } } };
    expect(() => writeDocument(document, world)).toThrow('layout.a.x is NaN, which a project file cannot hold');
  });
});
