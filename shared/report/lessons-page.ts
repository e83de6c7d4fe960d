/** The page of what is taught and what is true today, for the documentation. */
import type { Lesson } from '#shared/lessons/lesson';
import { markdownText } from './table';

/** An example that opens with a lesson at work. */
export interface LessonAtWork {
  /** Its id: `order-pipeline`. */
  readonly example: string;
  /** What a rule of the lesson says about it. */
  readonly message: string;
}

/** Markdown, by subject; `atWork` names the examples that show a lesson, none where only the rules tell it. */
export function lessonsPage(lessons: readonly Lesson[], atWork: (lesson: Lesson) => readonly LessonAtWork[]): string {
  return [
    '# What is taught, and what is true today',
    '',
    '<!-- Written by `npm run docs:lessons`: do not edit. -->',
    '',
    'Each statement as it is usually taught, what AWS’s pages say today, and the rules that find it in a drawing. F1 opens',
    'the same in the app, beside what the open drawing does wrong, and tells where throttling comes from by what is',
    'observed. In the terminal: `spillway rules --lesson all`.',
    '',
    ...lessons.flatMap((lesson, at) => [
      ...(lesson.subject === lessons[at - 1]?.subject ? [] : [`## ${lesson.subject}`, '']),
      ...section(lesson, atWork(lesson)),
    ]),
  ].join('\n');
}

function section({ title, statement, today, rules }: Lesson, atWork: readonly LessonAtWork[]): readonly string[] {
  return [
    `### ${title}`,
    '',
    `> ${markdownText(statement)}`,
    '',
    ...today.map(
      ({ text, corrects, source, asOf }) =>
        `- ${corrects ? '**Rather:** ' : ''}${markdownText(text)} ([source](${source}), read ${asOf})`,
    ),
    '',
    `Rules: ${rules.map((id) => `[${id}](rules.md#${anchorOf(id)})`).join(', ')}.`,
    '',
    ...(atWork.length > 0 ? ['See it:', '', ...atWork.flatMap(shown), ''] : []),
  ];
}

const shown = ({ example, message }: LessonAtWork): readonly string[] => [
  `- \`spillway new ${example} --example ${example} && spillway evaluate ${example}.spillway\`: ${markdownText(message)}`,
];

/** As Markdown viewers make it of a heading. */
const anchorOf = (id: string): string => id.replaceAll('/', '');
