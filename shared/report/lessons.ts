/** Lessons for the terminal and for documents. */
import type { Lesson } from '#shared/lessons/lesson';
import { type Paint, plainPaint } from './paint';

/** The statement, what is true today with its sources, and the rules that teach it. */
export function lessonText(lesson: Lesson, paint: Paint = plainPaint): string {
  const { id, subject, title, statement, today, rules } = lesson;
  return [
    `${paint.strong(title)}  ${subject}, ${id}`,
    `  taught: ${statement}`,
    ...today.flatMap(({ text, corrects, source, asOf }) => [
      `  ${corrects ? 'rather' : 'also'}: ${text}`,
      paint.faint(`    ${source} (as of ${asOf})`),
    ]),
    `  rules: ${rules.join(', ')}`,
    '',
  ].join('\n');
}
