import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '#shared/cdk/sha256';

const byNode = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

test('SHA-256 of nothing and of “abc” are those of FIPS 180-4', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('any text has the hash that Node gives it, whatever its length and letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => sha256(text) === byNode(text)),
    { numRuns: 300 },
  );
  for (const length of [55, 56, 63, 64, 65, 119, 120, 100_000]) {
    expect(sha256('é'.repeat(length))).toBe(byNode('é'.repeat(length)));
  }
});

test('half of a surrogate pair counts as the replacement character', () => {
  expect(sha256('a\uD800b')).toBe(byNode('a\uFFFDb'));
});
