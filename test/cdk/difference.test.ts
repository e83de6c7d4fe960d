import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceText, lineChanges } from '#shared/cdk/difference';

test('a changed line shows with its neighbours, once removed and once added', () => {
  const before = 'one\ntwo\nthree\nfour\nfive\nsix\nseven';
  expect(differenceText(before, before.replace('four', 'vier'))).toBe(' two\n three\n-four\n+vier\n five\n six');
});

test('changes far apart are told apart', () => {
  const before = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');
  const after = before.replace('line 3\n', '').replace('line 16', 'line 16\nmore');
  expect(differenceText(before, after, 1)).toBe(' line 2\n-line 3\n line 4\n…\n line 16\n+more\n line 17');
});

test('equal texts have no difference', () => {
  expect(differenceText('a\nb', 'a\nb')).toBe('');
});

test('the removed and the kept lines are the text before, the added and the kept the text after', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = lineChanges(before, after);
      const side = (left: string) =>
        changes
          .filter(({ change }) => change !== left)
          .map((each) => each.text)
          .join('\n');
      expect(side('added')).toBe(before);
      expect(side('removed')).toBe(after);
    }),
  );
});
