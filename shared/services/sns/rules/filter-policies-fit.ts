import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { TopicConfig } from '../config';
import type { FunctionSubscriptionConfig } from '../subscription-config';

export const filterPoliciesFit: ResourceRule<TopicConfig> = {
  id: 'sns/filter-policies-fit',
  title: 'a topic has at most as many filter policies as its quota allows',
  severity: 'error',
  category: 'limits',
  why: 'A topic takes 200 filter policies, an account and Region 10,000, unless AWS raises the quota.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report, { quota }) {
    const most = quota('sns/filter-policies');
    const policies = outbound.filter(
      ({ kind, config }) => kind.role === 'work' && (config as FunctionSubscriptionConfig).filterPolicy.trim() !== '',
    ).length;
    if (policies <= most) return;
    report(
      { resource: id },
      `${name} has ${short(policies)} filter policies but ${short(most)} are the most: split the topic, or ask AWS for more`,
    );
  },
};
