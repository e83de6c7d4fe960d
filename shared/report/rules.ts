/** The rules, listed and explained. */
import type { IndexedRule } from '#shared/check/rule-index';
import { type Paint, plainPaint } from './paint';
import { type Column, markdownTable, textTable } from './table';

export const ruleColumns: readonly Column<IndexedRule>[] = [
  { title: 'rule', text: ({ id }) => id },
  {
    title: 'severity',
    text: ({ severity }) => severity,
    paint: (text, { severity }, paint) => paint.severity(text, severity),
  },
  { title: 'category', text: ({ category }) => category },
  { title: 'what should hold', text: ({ title }) => title },
];

/** For programs and for documents: with the reasons and the sources. */
export const fullRuleColumns: readonly Column<IndexedRule>[] = [
  ...ruleColumns,
  { title: 'looks at', text: subject },
  { title: 'why', text: ({ why }) => why },
  { title: 'source', text: ({ source }) => source },
  { title: 'as of', text: ({ asOf }) => asOf },
];

export function rulesText(rules: readonly IndexedRule[], paint: Paint = plainPaint): string {
  return textTable(ruleColumns, rules, { paint, indent: '' });
}

export function rulesMarkdown(rules: readonly IndexedRule[]): string {
  return markdownTable(fullRuleColumns, rules);
}

export function ruleText(rule: IndexedRule, paint: Paint = plainPaint): string {
  const { id, severity, category, title, why, source, asOf } = rule;
  return [
    `${paint.strong(id)}  ${paint.severity(severity, severity)}, ${category}`,
    `  should hold: ${title}`,
    `  looks at: ${subject(rule)}`,
    `  why: ${why}`,
    `  source: ${source} (as of ${asOf})`,
    '',
  ].join('\n');
}

/** What a rule looks at, in words. */
export function subject(rule: IndexedRule): string {
  switch (rule.on) {
    case 'resource':
      return `each ${rule.service} resource`;
    case 'connection':
      return `connections: ${rule.kinds.join(', ')}`;
    case 'account':
      return `all ${rule.service} resources together`;
    case 'drawing':
      return 'the whole drawing';
    default:
      return rule satisfies never;
  }
}
