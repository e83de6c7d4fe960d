import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import { evaluate } from '#shared/evaluation/evaluate';
import type { Lesson } from '#shared/lessons/lesson';
import { lessons } from '#shared/lessons/lessons';
import { lessonsPage, type LessonAtWork } from '#shared/report/lessons-page';
import { services } from '#shared/services/registry';
import { exampleDocuments } from '../support/example-graphs';

const PAGE = resolve(import.meta.dirname, '../../docs/lessons.md');

const evaluated = await Promise.all(
  [...exampleDocuments()].map(async ([example, document]) => ({
    example,
    findings: evaluate(document, services, await loadPrices(document.account.region)).findings,
  })),
);

/** The first finding of each of the first two examples that a rule of the lesson speaks about. */
function atWork({ rules }: Lesson): readonly LessonAtWork[] {
  return evaluated
    .flatMap(({ example, findings }) => {
      const finding = findings.find(({ rule }) => rules.includes(rule));
      return finding ? [{ example, message: finding.message }] : [];
    })
    .slice(0, 2);
}

it('docs/lessons.md is what the lessons and the examples say: npm run docs:lessons writes it anew', async () => {
  await expect(lessonsPage(lessons, atWork)).toMatchFileSnapshot(PAGE);
});

it('has every lesson with the rules that teach it, and marks what corrects the statement', () => {
  const page = lessonsPage(lessons, atWork);
  for (const { title, rules, today } of lessons) {
    const section = page.split(`### ${title}\n`)[1]?.split('\n### ')[0] ?? '';
    for (const rule of rules) expect(section).toContain(`[${rule}](rules.md#`);
    expect(section.split('**Rather:**')).toHaveLength(today.filter(({ corrects }) => corrects).length + 1);
  }
});
