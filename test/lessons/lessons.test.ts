import { describe, expect, it } from 'vitest';
import { allRules } from '#shared/check/rule-index';
import { subjects } from '#shared/lessons/lesson';
import { lessons } from '#shared/lessons/lessons';
import { services } from '#shared/services/registry';

const RULES = new Set(allRules(services).map(({ id }) => id));

describe('every lesson', () => {
  it('has an id and a title of its own', () => {
    expect(new Set(lessons.map(({ id }) => id)).size).toBe(lessons.length);
    expect(new Set(lessons.map(({ title }) => title)).size).toBe(lessons.length);
    expect(lessons.filter(({ id }) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  it('is taught by rules that exist, each named once', () => {
    const strangers = lessons.flatMap(({ id, rules }) =>
      rules.filter((rule) => !RULES.has(rule)).map((rule) => [id, rule]),
    );
    expect(strangers).toEqual([]);
    expect(lessons.filter(({ rules }) => rules.length === 0 || new Set(rules).size < rules.length)).toEqual([]);
  });

  it('says what is true today, with a page that can be opened and the day on which it was read', () => {
    for (const { today } of lessons) {
      expect(today.length).toBeGreaterThan(0);
      for (const { text, source, asOf } of today) {
        expect(text).toMatch(/^[A-Z0-9].*\.$/);
        expect(new URL(source).hostname).toMatch(/^(docs\.aws\.amazon\.com|repost\.aws)$/);
        expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
      }
    }
  });
});

it('every subject has lessons, and those of one subject stand together', () => {
  const inOrder = lessons.map(({ subject }) => subject).filter((subject, at, all) => subject !== all[at - 1]);
  expect(inOrder).toEqual([...subjects]);
});
