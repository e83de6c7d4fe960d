import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { TargetConfig } from '../target-config';

export const matchShareHasAPattern: ConnectionRule<TargetConfig, 'route'> = {
  id: 'eventbridge/match-share-has-a-pattern',
  title: 'a rule for a share of the events has a pattern',
  severity: 'warning',
  category: 'semantics',
  why: 'The figures count on the share that matches, but the exported rule chooses by its pattern only. Without one it matches every event of the bus.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html',
  asOf: '2026-11-23',
  check({ id, config: { matchShare, pattern }, to }, report) {
    if (matchShare >= 1 || pattern.trim() !== '') return;
    report(
      { connection: id, field: 'pattern' },
      `${short(matchShare * 100)} % of the events are to reach ${to.resource.name} but there is no event pattern: the exported rule matches all of them; write the pattern`,
      set('Count on all events', { connection: id }, 'matchShare', undefined),
    );
  },
};
