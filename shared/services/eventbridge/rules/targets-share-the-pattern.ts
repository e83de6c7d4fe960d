import { setting, together } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { TargetConfig } from '../target-config';
import { ruleMates } from '../targets';

export const targetsShareThePattern: ConnectionRule<TargetConfig, 'route'> = {
  id: 'eventbridge/targets-share-the-pattern',
  title: 'targets of one rule have the same pattern',
  severity: 'error',
  category: 'semantics',
  why: 'The pattern belongs to the rule: each of its targets gets every event that matches. Targets that are to get different events need rules of their own.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, config, from, to } = connection;
    const first = ruleMates(from.resource, connection)[0];
    if (!first || first.id === id) return;
    if (first.config.pattern.trim() === config.pattern.trim() && first.config.matchShare === config.matchShare) return;
    report(
      { connection: id, field: 'rule' },
      `${to.resource.name} and ${first.to.resource.name} are targets of the rule ${config.rule.trim()} but have different patterns or shares: use one pattern, or two rules`,
      together(
        `Let ${to.resource.name} have the pattern of ${first.to.resource.name}`,
        setting({ connection: id }, 'pattern', first.config.pattern === '' ? undefined : first.config.pattern),
        setting({ connection: id }, 'matchShare', first.config.matchShare === 1 ? undefined : first.config.matchShare),
      ),
    );
  },
};
