/** Findings as lines of text. */
import type { Finding } from '#shared/model/finding';
import type { Severity } from '#shared/model/rule';
import { counted } from './figures';
import type { Names } from './names';
import { type Paint, plainPaint } from './paint';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** `2 errors, 1 warning and 3 notes`; `no findings`. Acknowledged ones are counted apart. */
export function countSentence(findings: readonly Finding[]): string {
  const open = findings.filter(({ acknowledged }) => acknowledged === undefined);
  const parts = SEVERITIES.flatMap((severity) => {
    const count = open.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity === 'info' ? 'note' : severity)];
  });
  const acknowledged = findings.length - open.length;
  if (acknowledged > 0) parts.push(`${acknowledged} acknowledged`);
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

/** Each finding: severity, place and rule, then what is wrong, then what would mend it. */
export function findingsText(findings: readonly Finding[], names: Names, paint: Paint = plainPaint): string {
  return findings.map((finding) => findingText(finding, names, paint)).join('');
}

function findingText(finding: Finding, names: Names, paint: Paint): string {
  const { severity, at, rule, message, remedy, acknowledged, owner } = finding;
  const mark = paint.severity(severity.padEnd(8), severity);
  const where =
    owner === 'document' && at.resource === undefined && at.connection === undefined ? 'file' : names.place(at);
  const lines = [`  ${mark} ${paint.strong(where)}  ${paint.faint(rule)}`, `           ${message}`];
  if (remedy) lines.push(`           ${paint.good('→')} ${remedy.title}`);
  if (acknowledged !== undefined) lines.push(paint.faint(`           acknowledged: ${acknowledged}`));
  return `${lines.join('\n')}\n`;
}
