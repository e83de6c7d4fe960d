import { expect, test } from 'vitest';
import { findBreaks } from '#shared/cdk/circles';
import type { Reference } from '#shared/model/cdk';

const refer = (by: Reference['by'], ...pairs: readonly (readonly [string, string])[]): Reference[] =>
  pairs.map(([holder, target]) => ({ holder, target, by }));

test('a chain of references is left as it is', () => {
  const breaks = findBreaks(refer('environment', ['a', 'b'], ['b', 'c'], ['a', 'c']));
  expect([breaks('a', 'b'), breaks('b', 'c'), breaks('a', 'c')]).toEqual(['none', 'none', 'none']);
});

test('policies in a circle stand apart, and need no name', () => {
  const breaks = findBreaks(refer('policy', ['a', 'b'], ['b', 'a'], ['a', 'c']));
  expect([breaks('a', 'b'), breaks('b', 'a'), breaks('a', 'c')]).toEqual(['apart', 'apart', 'none']);
});

test('a function that calls itself has its permission apart', () => {
  expect(findBreaks(refer('policy', ['a', 'a']))('a', 'a')).toBe('apart');
});

test('of environment variables in a circle one is given by name, and its policy stands apart like the others', () => {
  const both = [
    ...refer('policy', ['a', 'b'], ['b', 'c'], ['c', 'a']),
    ...refer('environment', ['a', 'b'], ['b', 'c'], ['c', 'a']),
  ];
  const breaks = findBreaks(both);
  expect([breaks('a', 'b'), breaks('b', 'c'), breaks('c', 'a')]).toEqual(['apart', 'apart', 'by name']);
});

test('a circle that only its policies close is broken by them alone', () => {
  const breaks = findBreaks([...refer('environment', ['a', 'b']), ...refer('policy', ['a', 'b'], ['b', 'a'])]);
  expect([breaks('a', 'b'), breaks('b', 'a')]).toEqual(['apart', 'apart']);
});

test('the order in which references are found changes nothing', () => {
  const references = refer('environment', ['a', 'b'], ['b', 'a'], ['b', 'c'], ['c', 'b'], ['c', 'a']);
  const one = findBreaks(references);
  const other = findBreaks(references.toReversed());
  for (const { holder, target } of references) expect(other(holder, target)).toBe(one(holder, target));
});
