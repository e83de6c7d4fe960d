/** What `check` reports: the findings, and what became of the document's assertions. */
import type { ProjectDocument } from '#shared/document/schema';
import type { JudgedAssertion } from '#shared/evaluation/assertions';
import type { Finding } from '#shared/model/finding';
import { countSentence, findingsText } from './findings';
import { namesIn } from './names';
import { type Paint, plainPaint } from './paint';
import { printable } from './printable';

export interface CheckReport {
  /** Version of Spillway that made it. */
  readonly spillway: string;
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly assertions: readonly JudgedAssertion[];
}

export function checkText(raw: CheckReport, document: ProjectDocument, paint: Paint = plainPaint): string {
  const { name, findings, assertions } = printable(raw);
  const names = namesIn(printable({ resources: document.resources, connections: document.connections }));
  const head = `${paint.strong(name)}: ${countSentence(findings)}${assertionSentence(assertions)}\n`;
  return head + findingsText(findings, names, paint) + assertions.map((each) => assertionText(each, paint)).join('');
}

function assertionSentence(assertions: readonly JudgedAssertion[]): string {
  if (assertions.length === 0) return '';
  const held = assertions.filter(({ holds }) => holds).length;
  return `; ${held} of ${assertions.length} assertion${assertions.length === 1 ? '' : 's'} held`;
}

function assertionText({ id, holds, message }: JudgedAssertion, paint: Paint): string {
  const mark = holds ? paint.good('holds   ') : paint.severity('fails   ', 'error');
  return `  ${mark} ${paint.strong(id)}  ${message}\n`;
}
