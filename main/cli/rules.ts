import { allRules, type IndexedRule } from '#shared/check/rule-index';
import { nearest } from '#shared/document/nearest';
import { lessons } from '#shared/lessons/lessons';
import { lessonText } from '#shared/report/lessons';
import { fullRuleColumns, rulesMarkdown, rulesText, ruleText } from '#shared/report/rules';
import { csvTable } from '#shared/report/table';
import { services } from '#shared/services/registry';
import { VERSION } from '#shared/version';
import type { Arguments } from './arguments';
import { CommandFailure, type Status } from './failure';
import { jsonText } from './json';
import type { Terminal } from './terminal';

/** Lists the rules, those of one family (`sqs`), or explains one; or tells the lessons behind them. */
export function rulesCommand({ operands, values }: Arguments, terminal: Terminal): Promise<Status> {
  const lesson = values.get('lesson');
  if (lesson !== undefined) return lessonsCommand(lesson, operands, values.get('format'), terminal);
  const rules = asked(operands[0]);
  const [only] = rules;
  const isExplained = only !== undefined && only.id === operands[0];
  switch (values.get('format')) {
    case 'json':
      terminal.print(jsonText({ spillway: VERSION, rules }));
      break;
    case 'csv':
      terminal.print(csvTable(fullRuleColumns, rules));
      break;
    case 'markdown':
      terminal.print(rulesMarkdown(rules));
      break;
    default:
      terminal.print(isExplained ? ruleText(only, terminal.paint) : rulesText(rules, terminal.paint));
  }
  return Promise.resolve(0);
}

function lessonsCommand(
  wanted: string,
  operands: readonly string[],
  format: string | undefined,
  terminal: Terminal,
): Promise<Status> {
  if (operands.length > 0) throw new CommandFailure('rules takes an ID or --lesson, not both', 'rules');
  if (format === 'csv' || format === 'markdown') {
    throw new CommandFailure(`lessons are printed as text or json, not ${format}`, 'rules');
  }
  const told = lessons.filter(({ id }) => wanted === 'all' || id === wanted);
  if (told.length === 0) throw new CommandFailure(unknownLesson(wanted), 'rules');
  terminal.print(
    format === 'json'
      ? jsonText({ spillway: VERSION, lessons: told })
      : told.map((lesson) => lessonText(lesson, terminal.paint)).join('\n'),
  );
  return Promise.resolve(0);
}

function unknownLesson(wanted: string): string {
  const ids = lessons.map(({ id }) => id);
  const meant = nearest(wanted, ids);
  const hint = meant === undefined ? `they are all, ${ids.join(', ')}` : `perhaps ${meant} is meant`;
  return `there is no lesson ${wanted}: ${hint}`;
}

/** Findings of these are no rules of the check: they say themselves what they found and how. */
const OTHER_FINDINGS = new Set(['capacity', 'cost', 'document']);

function asked(id: string | undefined): readonly IndexedRule[] {
  const rules = allRules(services);
  if (id === undefined) return rules;
  const found = rules.filter((rule) => rule.id === id);
  const family = found.length > 0 ? found : rules.filter((rule) => rule.id.startsWith(`${id.replace(/\/$/, '')}/`));
  if (family.length > 0) return family;
  const [owner = ''] = id.split('/');
  if (OTHER_FINDINGS.has(owner)) {
    throw new CommandFailure(`${id} is no rule: what ${owner}/ finds comes with its figures in each finding`);
  }
  const meant = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  throw new CommandFailure(
    meant === undefined
      ? `there is no rule ${id}: spillway rules lists them`
      : `there is no rule ${id}: perhaps ${meant} is meant`,
  );
}
