/** The page of all rules, for the documentation. */
import type { IndexedRule } from '#shared/check/rule-index';
import { subject } from './rules';
import { markdownText } from './table';

interface Wording {
  /** What a service is called, by id; `check` for the rules on the whole drawing. */
  readonly titleOf: (owner: string) => string;
  /** The edits that a rule offers, in words; empty where it offers none. */
  readonly remediesOf: (rule: IndexedRule) => readonly string[];
}

/** Markdown, grouped by service in the order of the ids. */
export function rulesPage(rules: readonly IndexedRule[], { titleOf, remediesOf }: Wording): string {
  const groups = new Map<string, IndexedRule[]>();
  for (const rule of rules) {
    const owner = rule.id.split('/')[0] ?? '';
    groups.set(owner, [...(groups.get(owner) ?? []), rule]);
  }
  return [
    '# Rules',
    '',
    '<!-- Written by `npm run docs:rules`: do not edit. -->',
    '',
    `${rules.length} rules. An *error* is what AWS refuses, or where data is lost; a *warning* works until load or failure`,
    'comes; a *note* costs or surprises. `spillway rules ID` says the same in the terminal, and a finding can be',
    'acknowledged in the file with a reason. Where a rule offers no edit, its finding says what to do.',
    '',
    ...[...groups].flatMap(([owner, members]) => [
      `## ${titleOf(owner)}`,
      '',
      ...members.flatMap((rule) => section(rule, remediesOf(rule))),
    ]),
  ].join('\n');
}

const WORDS = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function section(rule: IndexedRule, remedies: readonly string[]): readonly string[] {
  const { id, severity, category, title, why, source, asOf } = rule;
  return [
    `### ${id}`,
    '',
    `${WORDS[severity]}, ${category}: **${markdownText(title)}**. Looks at ${subject(rule)}.`,
    '',
    markdownText(why),
    '',
    ...(remedies.length > 0 ? [`Remedy: ${remedies.map(markdownText).join('; ')}.`, ''] : []),
    `[Source](${source}), read ${asOf}.`,
    '',
  ];
}
