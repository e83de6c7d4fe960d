import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProjectEdit } from '#shared/model/edit';
import { diffDocuments } from '#shared/document/diff';
import { applyEdit } from '#shared/document/edit';
import { newDocument } from '#shared/document/new';
import type { ProjectDocument } from '#shared/document/schema';
import { writeDocument } from '#shared/document/write';
import { document as anyDocument, grant, wish } from './arbitrary';
import { world } from './world';

const after = (document: ProjectDocument, ...edits: readonly ProjectEdit[]): ProjectDocument =>
  edits.reduce((before, edit) => applyEdit(before, edit).document, document);
const box = (id: string): ProjectEdit => ({
  do: 'add-resource',
  resource: { id, service: 'box', name: id, config: {} },
  at: { x: 0, y: 0 },
});
const base = after(newDocument('Test'), box('a'), box('b'), {
  do: 'connect',
  connection: { id: 'a--b', kind: 'box/redrive', from: 'a', to: 'b', config: {} },
});

describe('the difference between two documents', () => {
  it('is none exactly where they are written as the same bytes', () => {
    fc.assert(
      fc.property(anyDocument, fc.array(wish, { maxLength: 3 }), (before, wishes) => {
        const now = wishes.reduce((document, each) => {
          const edit = grant(document, each);
          return edit ? after(document, edit) : document;
        }, before);
        const { extent } = diffDocuments(before, now, world);
        expect(extent === 'none').toBe(writeDocument(before, world) === writeDocument(now, world));
      }),
    );
  });

  it('is no difference where a default is written out', () => {
    const now = after(base, { do: 'set-config', target: { resource: 'a' }, field: 'retention', value: 345_600 });
    expect(diffDocuments(base, now, world).extent).toBe('none');
  });

  it('tells what was only moved from what was changed', () => {
    const now = after(
      base,
      { do: 'move', positions: { a: { x: 9, y: 9 }, b: { x: 8, y: 8 } } },
      { do: 'rename', id: 'b', name: 'B' },
    );
    expect(diffDocuments(base, now, world)).toMatchObject({
      extent: 'design',
      moved: ['a'],
      resources: { changed: [{ id: 'b', changes: [{ field: 'name', before: 'b', after: 'B' }] }] },
    });
    const moved = after(base, { do: 'move', positions: { a: { x: 9, y: 9 } } });
    expect(diffDocuments(base, moved, world)).toMatchObject({
      extent: 'layout',
      moved: ['a'],
      resources: { changed: [] },
    });
  });

  it('goes field by field, and names defaults by their values', () => {
    const now = after(
      base,
      { do: 'set-config', target: { resource: 'a' }, field: 'retention', value: 60 },
      { do: 'set-config', target: { resource: 'a' }, field: 'limit', value: 5 },
      { do: 'set-config', target: { connection: 'a--b' }, field: 'receives', value: 7 },
      { do: 'set-account', region: 'eu-west-1', quotas: { 'box/boxes': 9 }, freeTier: true },
      { do: 'acknowledge', acknowledgement: { rule: 'box/x', resource: 'a', reason: 'known' } },
      { do: 'put-scenario', scenario: { id: 's', name: 'S', duration: 60 } },
    );
    expect(diffDocuments(base, now, world)).toMatchObject({
      resources: {
        added: [],
        removed: [],
        changed: [
          {
            id: 'a',
            changes: [
              { field: 'config.retention', before: 345_600, after: 60 },
              { field: 'config.limit', before: undefined, after: 5 },
            ],
          },
        ],
      },
      connections: { changed: [{ id: 'a--b', changes: [{ field: 'config.receives', before: 3, after: 7 }] }] },
      project: [
        { field: 'account.region', before: 'us-east-1', after: 'eu-west-1' },
        { field: 'account.freeTier', before: false, after: true },
        { field: 'account.quotas.box/boxes', before: undefined, after: 9 },
      ],
      acknowledged: { added: [{ rule: 'box/x' }] },
      scenarios: { added: [{ id: 's' }] },
      moved: [],
    });
  });

  it('from one to the other is the mirror of that from the other to the one', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (one, other) => {
        const there = diffDocuments(one, other, world);
        const back = diffDocuments(other, one, world);
        expect(back.resources.added).toEqual(there.resources.removed);
        expect(back.connections.removed).toEqual(there.connections.added);
        expect(back.moved.toSorted()).toEqual(there.moved.toSorted());
        expect(back.extent).toBe(there.extent);
      }),
      { numRuns: 50 },
    );
  });
});
