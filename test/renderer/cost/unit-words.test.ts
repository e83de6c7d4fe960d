import { expect, it } from 'vitest';
import { unitWords } from '../../../renderer/cost/unit-words';

it.each([
  ['request', 2, 'requests'],
  ['request', 1, 'request'],
  ['delivery', 0, 'deliveries'],
  ['GB-second', 1.5, 'GB-seconds'],
  ['GB', 2228, 'GB'],
  ['64 KB request', 9, 'requests of 64 KB'],
  ['64 KB chunk', 1, 'chunk of 64 KB'],
  ['request × 16 KB', 3, 'requests × 16 KB'],
  ['web ACL-month', 2, 'web ACL-months'],
])('a quantity of “%s”, %d of them, is in %s', (unit, quantity, words) => {
  expect(unitWords(unit, quantity)).toBe(words);
});
