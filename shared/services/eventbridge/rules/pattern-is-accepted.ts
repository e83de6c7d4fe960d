import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { readPattern } from '../pattern';
import type { TargetConfig } from '../target-config';

export const patternIsAccepted: ConnectionRule<TargetConfig, 'route'> = {
  id: 'eventbridge/pattern-is-accepted',
  title: 'an event pattern is one that EventBridge accepts',
  severity: 'error',
  category: 'limits',
  why: 'A pattern is a JSON object of the event’s fields, whose innermost values are lists, in at most 2,048 characters. PutRule answers InvalidEventPatternException otherwise.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html',
  asOf: '2026-11-23',
  check({ id, config: { pattern } }, report, { quota }) {
    const at = { connection: id, field: 'pattern' };
    const read = readPattern(pattern);
    if ('fault' in read) report(at, read.fault);
    const most = quota('eventbridge/pattern-size');
    if (pattern.length <= most) return;
    report(at, `the pattern has ${short(pattern.length)} characters but EventBridge takes ${short(most)}: shorten it`);
  },
};
