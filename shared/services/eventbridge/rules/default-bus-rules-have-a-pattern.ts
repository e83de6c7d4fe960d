import type { ConnectionRule } from '#shared/model/rule';
import type { TargetConfig } from '../target-config';

export const defaultBusRulesHaveAPattern: ConnectionRule<TargetConfig, 'route'> = {
  id: 'eventbridge/default-bus-rules-have-a-pattern',
  title: 'a rule of the default bus chooses its events',
  severity: 'warning',
  category: 'semantics',
  why: 'AWS services of the whole account and Region send their events to the default bus. A rule without a pattern hands all of them to its target, those that nobody drew included.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html',
  asOf: '2026-11-23',
  check({ id, config, from, to }, report) {
    if (from.resource.config['bus'] !== 'default' || config.pattern.trim() !== '') return;
    report(
      { connection: id, field: 'pattern' },
      `${to.resource.name} gets the events of every AWS service that ${from.resource.name} takes: give the rule a pattern, {"source": ["aws.s3"]} for those of buckets`,
    );
  },
};
