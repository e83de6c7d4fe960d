/** The difference between two designs as a person reads it: in a terminal, and in a pull request. */
import type { DesignChange } from '#shared/document/changes';
import type { ProjectDocument } from '#shared/document/schema';
import type { Comparison } from '#shared/evaluation/compare';
import {
  assertionsSentence,
  CHANGE_MARKS,
  differenceSentence,
  fieldLines,
  FIRST_LIMIT,
  figureColumns,
  figureRows,
  findingsSentence,
} from './comparison-tables';
import { factorText, rateText } from './figures';
import { findingsText } from './findings';
import { type Names, namesIn } from './names';
import { type Paint, plainPaint } from './paint';
import { printable } from './printable';
import { markdownTable, markdownText, textTable } from './table';

type Documents = readonly Pick<ProjectDocument, 'resources' | 'connections'>[];

/** `documents` are the two that were compared, the later one last: findings speak of their resources. */
export function comparisonText(raw: Comparison, documents: Documents, paint: Paint = plainPaint): string {
  const comparison = printable(raw);
  const names = namesOf(documents);
  const { difference, findings, assertions } = comparison;
  const { moved, changes } = difference;
  const movedLine =
    moved.length === 0 ? '' : `  ${CHANGE_MARKS.moved} only moved: ${moved.map(({ name }) => name).join(', ')}\n`;
  const judged = [
    ...assertions.broken.map(
      ({ id, message }) => `  ${paint.severity('broken', 'error')}  ${paint.strong(id)}  ${message}\n`,
    ),
    ...assertions.mended.map(({ id, message }) => `  ${paint.good('mended')}  ${paint.strong(id)}  ${message}\n`),
  ];
  const list = (title: string, of: typeof findings.appeared): string =>
    of.length === 0 ? '' : `  ${title}\n${indented(findingsText(of, names, paint))}`;
  return [
    `${paint.strong(titleOf(comparison))}, ${circumstances(comparison)}\n`,
    figuresText(comparison, paint),
    `${paint.strong(`Drawing: ${differenceSentence(difference)}`)}\n${changes.map((each) => changeText(each, paint)).join('')}${movedLine}`,
    `${paint.strong(`Findings: ${findingsSentence(comparison)}`)}\n${list('appeared', findings.appeared)}${list('gone', findings.gone)}`,
    judged.length === 0 ? '' : `${paint.strong(`Assertions: ${assertionsSentence(comparison)}`)}\n${judged.join('')}`,
  ]
    .filter((section) => section !== '')
    .join('\n');
}

/** The limits are sentences of their own: in the table they would push its columns off the screen. */
function figuresText(comparison: Comparison, paint: Paint): string {
  const rows = figureRows(comparison);
  const limits = rows.filter(({ title }) => title === FIRST_LIMIT);
  const figures = rows.filter(({ title }) => title !== FIRST_LIMIT);
  const lines = limits.map(
    ({ title, before, after }) => `  ${title}: ${before === after ? before : `${before} → ${after}`}\n`,
  );
  return textTable(figureColumns, figures, { paint }) + lines.join('');
}

function changeText(change: DesignChange, paint: Paint): string {
  const mark = CHANGE_MARKS[change.change];
  const painted =
    change.change === 'added' ? paint.good(mark) : change.change === 'removed' ? paint.severity(mark, 'error') : mark;
  const head = `  ${painted} ${paint.strong(change.name)}  ${paint.faint(change.type)}`;
  return [head, ...fieldLines(change).map((line) => `      ${line}`)].map((line) => `${line}\n`).join('');
}

/** For a pull request: the figures and what got worse at a glance, everything else folded. */
export function comparisonMarkdown(raw: Comparison, documents: Documents): string {
  const comparison = printable(raw);
  const names = namesOf(documents);
  const { difference, findings, assertions } = comparison;
  const worse = findings.appeared.filter(({ severity }) => severity !== 'info');
  const sentence = markdownText(differenceSentence(difference));
  const drawing = drawingMarkdown(difference);
  const all = [
    ...findings.appeared.map((each) => `appeared, ${findingLine(each, names)}`),
    ...findings.gone.map((each) => `gone, ${findingLine(each, names)}`),
  ];
  return [
    `### ${markdownText(titleOf(comparison))}\n`,
    `${circumstances(comparison)}\n`,
    markdownTable(
      figureColumns.map((column) => (column.title === '' ? { ...column, title: 'figure' } : column)),
      figureRows(comparison),
    ),
    `**Findings:** ${findingsSentence(comparison)}${worse.length === 0 ? '' : `\n\n${bullets(worse.map((each) => findingLine(each, names)))}`}\n`,
    ...(assertionsSentence(comparison) === ''
      ? []
      : [
          `**Assertions:** ${assertionsSentence(comparison)}\n\n${bullets([
            ...assertions.broken.map(({ id, message }) => `broken: **${markdownText(id)}** ${markdownText(message)}`),
            ...assertions.mended.map(({ id, message }) => `mended: **${markdownText(id)}** ${markdownText(message)}`),
          ])}\n`,
        ]),
    drawing === '' ? `**Drawing:** ${sentence}\n` : folded(`Drawing: ${sentence}`, drawing),
    all.length === 0 ? '' : folded('All findings that appeared or are gone', bullets(all)),
  ]
    .filter((section) => section !== '')
    .join('\n');
}

function drawingMarkdown({ changes, moved }: Comparison['difference']): string {
  const rows = changes.map((change) => ({ ...change, lines: fieldLines(change).join('; ') }));
  const table = markdownTable(
    [
      { title: 'change', text: ({ change }) => change },
      { title: 'what', text: ({ name }) => name },
      { title: 'kind', text: ({ type }) => type },
      { title: 'settings', text: ({ lines }) => lines },
    ],
    rows,
  );
  const only = moved.length === 0 ? '' : `Only moved: ${moved.map(({ name }) => markdownText(name)).join(', ')}\n`;
  return [changes.length === 0 ? '' : table, only].filter((part) => part !== '').join('\n');
}

function findingLine(
  { severity, rule, at, message, acknowledged }: Comparison['findings']['gone'][number],
  names: Names,
): string {
  const known = acknowledged === undefined ? '' : ` (acknowledged: ${markdownText(acknowledged)})`;
  return `${severity}: **${markdownText(names.place(at))}** ${markdownText(message)} (${markdownText(rule)})${known}`;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body.trimEnd()}\n\n</details>\n`;
}

/** `Orders`; `Orders → Orders (variant)` where the two are called differently. */
function titleOf({ name }: Comparison): string {
  return name.before === name.after ? name.after : `${name.before} → ${name.after}`;
}

function circumstances({ region, loadFactor, entryPerSecond }: Comparison): string {
  const load = loadFactor.before === loadFactor.after ? ` (${factorText(loadFactor.after)} the load as drawn)` : '';
  return `in ${region.after}, at ${rateText(entryPerSecond.after)}${load}`;
}

/** The later design's names count; what only the earlier one has keeps its own. */
function namesOf(documents: Documents): Names {
  const resources = documents.flatMap((document) => document.resources);
  const connections = documents.flatMap((document) => document.connections);
  return namesIn(printable({ resources, connections }));
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
