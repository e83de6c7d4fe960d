/** Which faults each run plants: a part of the kinds, another for another seed, or all of them. */
import { isFree } from './free';

/** Of so many parts of the kinds, one is planted; together they are all of them. */
const PARTS = 4;

/** Kinds in the part of a seed, without those that nobody looks for. */
export const inPart =
  (seed: number) =>
  (kind: string): boolean =>
    !isFree(kind) && hash(kind) % PARTS === seed % PARTS;

/** FNV-1a of 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
