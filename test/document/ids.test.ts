import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionId, freshId, isId, kebab, resourceId } from '#shared/document/ids';

describe('an id', () => {
  it.each([
    ['Create order', 'create-order'],
    ['OrdersQueue', 'orders-queue'],
    ['  Größe – Übersicht! ', 'grosse-ubersicht'],
    ['SQS queue #2', 'sqs-queue-2'],
    ['注文', ''],
  ])('can be read by a person: %s', (name, id) => {
    expect(kebab(name)).toBe(id);
  });

  it('is counted up from its stem where it is taken', () => {
    expect(resourceId('Queue', ['queue'])).toBe('queue-2');
    expect(resourceId('queue-2', ['queue', 'queue-2'])).toBe('queue-3');
    expect(connectionId('a', 'b', ['a--b', 'a--b-2'])).toBe('a--b-3');
  });

  it('falls back on the service where the name has no letters that it could use', () => {
    expect(resourceId('注文', [], 'sqs')).toBe('sqs');
    expect(resourceId('', [], '')).toBe('resource');
  });

  it('is never the name of something that every object has', () => {
    expect(resourceId('Constructor', [])).toBe('constructor-2');
    expect(['constructor', '__proto__', 'toString', 'valueOf', '', ' ', 'a b', '-a'].filter(isId)).toEqual([]);
  });

  it('is always legal and always free', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(
        name,
        name,
        fc.array(fc.constantFrom<string[]>('a', 'resource', 'a--b', 'resource-2')),
        (one, other, taken) => {
          const from = resourceId(one, taken);
          const to = resourceId(other, [...taken, from]);
          const link = connectionId(from, to, taken);
          for (const id of [from, to, link]) expect([id, isId(id), taken.includes(id)]).toEqual([id, true, false]);
          expect(from).not.toBe(to);
          expect(from).not.toContain('--');
          expect(link).toContain('--');
          expect(freshId(link, [link])).not.toBe(link);
        },
      ),
    );
  });
});
