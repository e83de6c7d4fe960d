import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { BusConfig } from '../config';
import { ruleMates, targetsOf } from '../targets';

export const rulesFitTheBus: ResourceRule<BusConfig> = {
  id: 'eventbridge/rules-fit-the-bus',
  title: 'a bus has at most as many rules as its quota allows',
  severity: 'error',
  category: 'limits',
  why: 'A bus takes 300 rules, 100 in two Regions, unless AWS raises the quota. PutRule answers LimitExceededException beyond it.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report, { quota }) {
    const most = quota('eventbridge/rules-per-bus');
    const rules = targetsOf({ outbound }).filter((target) => ruleMates({ outbound }, target)[0]?.id === target.id);
    if (rules.length <= most) return;
    report(
      { resource: id },
      `${name} has ${short(rules.length)} rules but a bus takes ${short(most)}: give rules several targets, split the bus, or ask AWS for more`,
    );
  },
};
