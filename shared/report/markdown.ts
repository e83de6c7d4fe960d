/** A report as Markdown, for a pull request or a design document. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Evaluation } from '#shared/evaluation/evaluation';
import type { Names } from './names';
import { billSection, type DesignReport, designReport, type Section, sourcesSection } from './sections';
import { markdownText, markdownTable } from './table';

export function evaluationMarkdown(evaluation: Evaluation, document: ProjectDocument): string {
  const report = designReport(evaluation, document);
  return joined([...headOf(report), ...report.sections.map(sectionMarkdown)]);
}

/** The same with a picture, and with the source and date of each figure. @param picture the drawing in Mermaid */
export function designMarkdown(evaluation: Evaluation, document: ProjectDocument, picture: string): string {
  const report = designReport(evaluation, document);
  const sources = sourcesSection(evaluation, document);
  return joined([
    ...headOf(report),
    `\`\`\`mermaid\n${picture.trimEnd()}\n\`\`\`\n`,
    ...[...report.sections, sources].map(sectionMarkdown),
    `Made by Spillway ${evaluation.spillway}. Figures are estimates in steady state, from the configuration in the drawing.\n`,
  ]);
}

/** The bill line by line. */
export function billMarkdown(cost: Evaluation['cost'], names: Names): string {
  return sectionMarkdown(billSection(cost, names));
}

function headOf({ title, setting, verdict: [strong, rest] }: DesignReport): readonly string[] {
  const first = strong === '' ? markdownText(rest) : `**${markdownText(strong)}**${markdownText(rest)}`;
  return [`# ${markdownText(title)}\n`, `${markdownText(setting)}\n${first}\n`];
}

function sectionMarkdown({ title, head, rows }: Section): string {
  const columns = head.map(({ title: heading, isRight }, at) => ({
    title: heading,
    text: (row: readonly string[]) => row[at] ?? '',
    ...(isRight ? { isRight } : {}),
  }));
  return `## ${title}\n${rows.length === 0 ? '' : `\n${markdownTable(columns, rows)}`}`;
}

const joined = (parts: readonly string[]): string => parts.join('\n');
