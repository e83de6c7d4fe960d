import { expect, it } from 'vitest';
import { documentRules } from '#shared/document/rules';

it('every rule about project files can be explained, and is named once', () => {
  const ids = documentRules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(ids.toSorted());
  for (const { id, title, why } of documentRules) {
    expect(id).toMatch(/^document\/[a-z]+(-[a-z]+)*$/);
    expect(title).toMatch(/^\S.*[^.]$/);
    expect(why).toMatch(/^[A-Z].*\.$/);
  }
});
