import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { BusConfig } from '../config';
import { ruleMates, targetsOf } from '../targets';

export const targetsFitARule: ResourceRule<BusConfig> = {
  id: 'eventbridge/targets-fit-a-rule',
  title: 'a rule has at most five targets',
  severity: 'error',
  category: 'limits',
  why: 'EventBridge takes five targets for one rule, and AWS does not raise it. A second rule with the same pattern has five more; a topic behind the rule reaches as many as you like.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report, { quota }) {
    const most = quota('eventbridge/targets-per-rule');
    for (const target of targetsOf({ outbound })) {
      const mates = ruleMates({ outbound }, target);
      if (mates[0]?.id !== target.id || mates.length <= most) continue;
      report(
        { resource: id },
        `the rule ${target.config.rule.trim()} of ${name} has ${short(mates.length)} targets but ${short(most)} are the most: name a second rule with the same pattern, or fan out with a topic`,
      );
    }
  },
};
