import type { Finding } from '#shared/model/finding';
import type { Severity } from '#shared/model/rule';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Open findings before acknowledged ones, errors before the rest, then by place, rule and field. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .map((finding) => ({ finding, rank: rank(finding), place: place(finding) }))
    .toSorted((a, b) => a.rank - b.rank || (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .map(({ finding }) => finding);
}

function rank({ severity, acknowledged }: Finding): number {
  return RANK[severity] + (acknowledged === undefined ? 0 : 10);
}

/** The separator sorts before every character of an id, so that `a` comes before `a-b`. */
function place({ at, rule, message }: Finding): string {
  return [at.resource, at.connection, rule, at.field, message].map((part) => part ?? '').join('\u0000');
}
