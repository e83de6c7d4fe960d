import type { Lesson } from '#shared/lessons/lesson';
import type { Finding } from '#shared/model/finding';

/** Open findings of the rules that teach a lesson. */
export const findingsOf = ({ rules }: Lesson, findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ rule, acknowledged }) => acknowledged === undefined && rules.includes(rule));
