import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_NOTES } from '#shared/document/notes';
import { MAX_CHARACTERS, readDocument, type ReadDocument } from '#shared/document/read';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import { writeDocument } from '#shared/document/write';
import { document as anyDocument } from './arbitrary';
import { world } from './world';

const read = (text: string): ReadDocument => readDocument(text, world);
const readJson = (json: unknown): ReadDocument => read(JSON.stringify(json, null, 2));
const messages = ({ findings }: ReadDocument): string[] => findings.map(({ rule, message }) => `${rule}: ${message}`);
const opened = ({ document }: ReadDocument): ProjectDocument => {
  if (!document) throw new Error('no document was read');
  return document;
};
const project = (parts: object = {}): object => ({ format: 1, name: 'Test', resources: [], connections: [], ...parts });
const box = (id: string, parts: object = {}): object => ({ id, service: 'box', name: id, ...parts });

describe('reading a project file', () => {
  it.each([
    ['', 'document/is-json: the file is empty: it was perhaps cut off while it was saved'],
    [
      '{\n  "format": 1,\n  "resources": [\n    {"id": "a"',
      'document/is-json: the file is not JSON: the text ends inside the object that starts on line 4 (line 4, column 15)',
    ],
    [
      '{\n<<<<<<< ours\n  "format": 1\n=======\n  "format": 1,\n>>>>>>> theirs\n}',
      'document/is-json: the file holds the marks of a merge that was not finished (line 2, column 1): resolve it in the text first',
    ],
    [
      '{"format": NaN}',
      'document/is-json: the file is not JSON: a value should stand here, not "NaN" (line 1, column 12)',
    ],
    [
      '{"name": "package"}',
      'document/is-a-project: the file is JSON but no Spillway project: a project has at least "format": 1 and a list of "resources"',
    ],
    [
      '[1, 2]',
      'document/is-a-project: the file is JSON but no Spillway project: a project has at least "format": 1 and a list of "resources"',
    ],
    [
      '{"format": 7, "resources": []}',
      'document/format-is-known: the file was saved by a newer Spillway (format 7; this one reads up to format 1): open it with that version; it has not been changed',
    ],
    ['{"format": 0}', 'document/format-is-known: format 0 was never published: set "format": 1'],
    ['{"format": "1"}', 'document/format-is-known: format must be a whole number but is the text "1": set "format": 1'],
    [
      `{"format": 1, "x": ${'['.repeat(100_000)}`,
      'document/is-json: the file is not JSON: it is nested more than 64 deep (line 1, column 83)',
    ],
  ])('refuses what is no project that it knows, and leaves it alone: case %#', (text, message) => {
    const result = read(text);
    expect(result.document).toBeUndefined();
    expect(messages(result)).toEqual([message]);
  });

  it('refuses a file beyond all projects before it reads it', () => {
    const result = read(' '.repeat(MAX_CHARACTERS + 1));
    expect(result.document).toBeUndefined();
    expect(result.findings[0]?.rule).toBe('document/fits-in-memory');
  });

  it('gives a finding the place in the text', () => {
    const { findings } = read(
      '{\n  "format": 1,\n  "name": "x",\n  "resources": [\n    {"id": 5, "service": "box", "name": "b"}\n  ]\n}',
    );
    expect(findings).toEqual([
      {
        rule: 'document/has-its-shape',
        owner: 'document',
        severity: 'error',
        at: {},
        place: { line: 5, column: 12 },
        message:
          'resources[0].id (line 5) must be a text but is 5: it is carried along, and does not count until that is mended',
      },
    ]);
  });

  it('keeps what it can read and carries along what it cannot', () => {
    const broken = [
      7,
      { id: 'no-service' },
      { id: 'no config', service: 'box', name: 'x' },
      box('bad', { config: [] }),
    ];
    const dangling = { id: 'a--ghost', kind: 'box/redrive', from: 'a', to: 'ghost', config: {} };
    const result = readJson(
      project({
        resources: [...broken, box('a')],
        connections: [dangling],
        scenarios: [{ id: 's', name: 'S', duration: 60, profile: { kind: 'tidal' } }],
        acknowledged: [{ rule: 'box/x', resource: 'ghost', reason: 'gone' }],
      }),
    );
    const carried = 'it is carried along, and does not count until that is mended';
    expect(messages(result)).toEqual([
      `document/has-its-shape: resources[0] (line 5) must be an object but is 7: ${carried}`,
      `document/has-its-shape: resources[1].service (line 6) is missing: it must be a text: ${carried}`,
      `document/has-its-shape: resources[2].id (line 10) must start with a letter or digit and go on with letters, digits, - _ . or :, up to 128 characters: ${carried}`,
      `document/has-its-shape: resources[3].config (line 18) must be an object but is a list: ${carried}`,
      `document/connection-has-both-ends: connections[0] (line 27) goes to "ghost", and this project has no such resource: ${carried}`,
      `document/has-its-shape: scenarios[0].profile.kind (line 41) must be constant, ramp, spike, daily or trace but is the text "tidal": ${carried}`,
      'document/acknowledgement-has-its-place: acknowledged[0] (line 46) speaks of "ghost", which is not here: it is carried along, and does not count',
    ]);
    const document = opened(result);
    expect(document.resources.map(({ id }) => id)).toEqual(['a']);
    expect(document.unread).toEqual({
      resources: broken,
      connections: [dangling],
      scenarios: [{ id: 's', name: 'S', duration: 60, profile: { kind: 'tidal' } }],
      acknowledged: [{ rule: 'box/x', resource: 'ghost', reason: 'gone' }],
    });
    expect(result.complete).toBe(true);
    const written = JSON.parse(writeDocument(document, world)) as Record<string, unknown[]>;
    for (const item of broken) expect(written['resources']).toContainEqual(item);
    expect(written['connections']).toEqual([dangling]);
    expect(written['scenarios']).toEqual([{ id: 's', name: 'S', duration: 60, profile: { kind: 'tidal' } }]);
  });

  it('names both ends that a connection has lost', () => {
    const result = readJson(project({ connections: [{ id: 'x--y', kind: 'box/redrive', from: 'x', to: 'y' }] }));
    expect(messages(result)).toEqual([
      'document/connection-has-both-ends: connections[0] (line 6) comes from "x" and goes to "y", and this project has no such resource: it is carried along, and does not count until that is mended',
    ]);
  });

  it('calls a resource without a name after its service, or after its id where that is not known', () => {
    const nameless = [
      { id: 'a', service: 'box' },
      { id: 'b', service: 'from-the-future' },
    ];
    const result = readJson(project({ resources: nameless }));
    expect(opened(result).resources.map(({ name }) => name)).toEqual(['A box', 'b']);
    expect(messages(result)).toEqual([
      'document/has-a-name: resources[0] (line 5) has no name: it is called A box',
      'document/has-a-name: resources[1] (line 9) has no name: it is called b',
    ]);
  });

  it('gives a second thing of one id an id of its own, and keeps both', () => {
    const result = readJson(project({ resources: [box('a', { name: 'First' }), box('a', { name: 'Second' })] }));
    expect(opened(result).resources.map(({ id, name }) => [id, name])).toEqual([
      ['a', 'First'],
      ['a-2', 'Second'],
    ]);
    expect(messages(result)).toEqual([
      'document/ids-are-unique: resources[1] (line 10) has the id "a" of another one: it gets the id a-2, and what names the id means the other',
    ]);
  });

  it('says what is lost where something cannot even be carried along', () => {
    const text =
      '{"format": 1, "name": "x", "name": "y", "resources": {}, "account": {"region": 5, "quotas": {"box/boxes": "many"}}, "__proto__": {"polluted": 1}, "note": 1e400}';
    const result = read(text);
    expect(result.complete).toBe(false);
    expect(messages(result)).toEqual([
      'document/keys-are-unique: "name" comes twice in one object (line 1, column 28): only the last counts',
      'document/keys-are-harmless: "__proto__" (line 1, column 117) cannot be a key: it and its value are left out',
      'document/numbers-are-finite: 1e400 (line 1, column 155) is beyond what a number can hold: it is kept as a text',
      'document/has-its-shape: resources (line 1) must be a list of at most 50,000 but is an object: it is left out',
      'document/has-its-shape: account.region (line 1) must be a text but is 5: us-east-1 counts instead',
      'document/has-its-shape: account.quotas.box/boxes (line 1) must be a number of 0 or more but is the text "many": AWS’s default counts',
    ]);
    expect(opened(result)).toMatchObject({ name: 'y', note: '1e400', account: { region: 'us-east-1', quotas: {} } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('lets no id be the name of something that every object has', () => {
    const result = readJson(project({ resources: [box('constructor')], layout: { constructor: { x: 1, y: 2 } } }));
    expect(opened(result)).toMatchObject({ resources: [], layout: {}, unread: { resources: [box('constructor')] } });
  });

  it('reads a file that states no format as the present one, and says so', () => {
    const result = readJson({ name: 'Test', resources: [] });
    expect(opened(result).format).toBe(1);
    expect(result.findings).toMatchObject([
      {
        severity: 'warning',
        message: 'the file (line 1) states no format: it is read as format 1',
      },
    ]);
  });

  it('keeps a resource in one group at most, and leaves strangers out of groups', () => {
    const groups = [
      { id: 'group:one', name: 'One', members: ['b', 'a', 'ghost'] },
      { id: 'group:two', name: 'Two', members: ['a'] },
    ];
    const layout = { 'group:one': { x: 1, y: 2, width: 300, height: 200, collapsed: true } };
    const result = readJson(project({ resources: [box('a'), box('b')], groups, layout }));
    expect(opened(result)).toMatchObject({ groups: [{ members: ['a', 'b'] }, { members: [] }], layout });
    expect(messages(result).map((message) => message.replace(/ \(line \d+\)/, ''))).toEqual([
      'document/group-holds-what-is-there: groups[0] holds "ghost", and this project has no such resource: it is left out',
      'document/group-holds-what-is-there: groups[1] holds "a", which is in the group One already: it is left out',
    ]);
  });

  it('drops places that belong to nothing, and says so', () => {
    const result = readJson(project({ resources: [box('a')], layout: { a: { x: 1.6, y: 2 }, ghost: { x: 0, y: 0 } } }));
    expect(messages(result)).toEqual([
      'document/layout-has-its-place: layout.ghost (line 17) is the place of nothing in this project: it is left out',
    ]);
  });

  it('tells no more than a person will read', () => {
    const result = readJson(project({ resources: Array.from({ length: 1000 }, () => 0) }));
    expect(result.findings).toHaveLength(MAX_NOTES + 1);
    expect(result.findings.at(-1)?.message).toBe(
      'there are 800 more of these: mend the first 200 and read the file again',
    );
  });

  it('reads a byte order mark and Windows line ends', () => {
    const document = opened(readJson(project({ resources: [box('a')] })));
    const text = `\uFEFF${writeDocument(document, world).replaceAll('\n', '\r\n')}`;
    expect(opened(read(text))).toEqual(document);
  });

  it('brings an older format up step by step, and says which steps it took', () => {
    const migrations = [
      {
        to: 0,
        name: 'nodes-become-resources',
        up: ({ nodes, ...json }: Record<string, unknown>) => ({ ...json, resources: nodes }),
      },
      { to: 1, name: 'name-the-project', up: (json: Record<string, unknown>) => ({ ...json, name: 'Old' }) },
    ];
    const old = { format: 0, resources: [box('a')] };
    const result = readDocument(JSON.stringify(old), world, { migrations: migrations.slice(1) });
    expect(opened(result)).toMatchObject({ format: 1, name: 'Old', resources: [{ id: 'a' }] });
    expect(result.migrated).toEqual(['name-the-project']);
    expect(result.findings).toEqual([]);
  });

  it('refuses an old file that a migration does not understand', () => {
    const migrations = [
      {
        to: 1,
        name: 'split-names',
        up: () => {
          throw new Error('no names here');
        },
      },
    ];
    expect(messages(readDocument('{"format": 0}', world, { migrations }))).toEqual([
      'document/migrates: the file has format 0 and cannot be brought to 1 (split-names: no names here); it has not been changed',
    ]);
  });
});

describe('reading never throws', () => {
  const survives = (text: string): void => {
    const result = read(text);
    if (!result.document) {
      expect(result.findings).not.toEqual([]);
      return;
    }
    const written = writeDocument(result.document, world);
    expect(writeDocument(opened(read(written)), world)).toBe(written);
    resolve(result.document, world);
  };

  it('on any text', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json({ maxDepth: 3 })), survives), {
      numRuns: 100,
    });
  });

  it('on a project with a piece cut out, doubled or replaced', () => {
    const cut = fc.record({
      document: anyDocument,
      from: fc.nat(5000),
      length: fc.nat(80),
      piece: fc.oneof(fc.constant(''), fc.string(), fc.json()),
    });
    fc.assert(
      fc.property(cut, ({ document, from, length, piece }) => {
        const text = writeDocument(document, world);
        const at = from % text.length;
        survives(text.slice(0, at));
        survives(text.slice(0, at) + piece + text.slice(at + length));
        survives(text.slice(0, at + length) + text.slice(at));
      }),
      { numRuns: 50 },
    );
  });

  it('on a project in which any value is any other', () => {
    const strange = fc.oneof(fc.jsonValue(), fc.constantFrom('constructor', '__proto__', -1, 1e300, [], {}, null));
    fc.assert(
      fc.property(anyDocument, fc.nat(), strange, (document, which, value) => {
        const json = JSON.parse(writeDocument(document, world)) as unknown;
        const places = paths(json);
        const path = places[which % places.length] ?? [];
        survives(JSON.stringify(replaced(json, path, value)));
      }),
      { numRuns: 100 },
    );
  });
});

function paths(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...at, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}
