import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copiesOf, fragmentOf } from '#shared/document/copies';
import { applyEdit, canApply } from '#shared/document/edit';
import { newDocument } from '#shared/document/new';
import type { ProjectDocument } from '#shared/document/schema';
import { writeDocument } from '#shared/document/write';
import { document as anyDocument } from './arbitrary';
import { world } from './world';

const offset = { x: 24, y: 24 };

const original: ProjectDocument = {
  ...newDocument('Test'),
  resources: [
    { id: 'dead', service: 'box', name: 'Dead', config: { label: 'jobs--worker' } },
    { id: 'jobs', service: 'box', name: 'Jobs', config: {} },
    { id: 'worker', service: 'worker', name: 'Worker', config: { timeout: 9 } },
  ],
  connections: [
    { id: 'jobs--dead', kind: 'box/redrive', from: 'jobs', to: 'dead', config: {} },
    { id: 'jobs--worker', kind: 'worker/poll', from: 'jobs', to: 'worker', config: { batchSize: 1 } },
  ],
  layout: { jobs: { x: 10, y: 20 } },
};

describe('a copy of a part of a drawing', () => {
  it('has ids of its own, its inner connections, and its place beside the original', () => {
    const { edit, ids, leftOut } = copiesOf(original, fragmentOf(original, ['jobs', 'worker']), { offset });
    const { document, inverse } = applyEdit(original, edit);
    expect([...ids]).toEqual([
      ['jobs', 'jobs-2'],
      ['worker', 'worker-2'],
    ]);
    expect(document.connections).toContainEqual({
      id: 'jobs-2--worker-2',
      kind: 'worker/poll',
      from: 'jobs-2',
      to: 'worker-2',
      config: { batchSize: 1 },
    });
    expect(document.layout['jobs-2']).toEqual({ x: 34, y: 44 });
    expect(leftOut.map(({ id }) => id)).toEqual(['jobs--dead']);
    expect(applyEdit(document, inverse).document).toEqual(original);
  });

  it('means its own connections where its configuration names one', () => {
    const whole = fragmentOf(original, ['jobs', 'worker', 'dead']);
    const { document } = applyEdit(
      original,
      copiesOf(original, whole, { offset, rename: (name) => `${name} too` }).edit,
    );
    expect(document.resources.find(({ id }) => id === 'dead-too')).toMatchObject({
      name: 'Dead too',
      config: { label: 'jobs-too--worker-too' },
    });
  });

  it('can be put into another document, and taken back, whatever is in it', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (from, to) => {
        const everything = fragmentOf(
          from,
          from.resources.map(({ id }) => id),
        );
        const { edit, ids, leftOut } = copiesOf(to, everything, { offset });
        expect(canApply(to, edit)).toBeUndefined();
        const { document, inverse } = applyEdit(to, edit);
        expect(ids.size).toBe(from.resources.length);
        expect(leftOut).toEqual([]);
        expect(document.connections).toHaveLength(to.connections.length + from.connections.length);
        expect(writeDocument(applyEdit(document, inverse).document, world)).toBe(writeDocument(to, world));
      }),
      { numRuns: 50 },
    );
  });
});
