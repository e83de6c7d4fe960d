import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { TopicConfig } from '../config';

export const fifoSubscriptionsFit: ResourceRule<TopicConfig> = {
  id: 'sns/fifo-subscriptions-fit',
  title: 'a FIFO topic has at most as many subscriptions as its quota allows',
  severity: 'error',
  category: 'limits',
  why: 'A FIFO topic takes 100 subscriptions unless AWS raises the quota; a standard topic takes 12.5 million.',
  source: 'https://docs.aws.amazon.com/general/latest/gr/sns.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report, { quota }) {
    const most = quota('sns/fifo-subscriptions');
    const subscriptions = outbound.filter(({ kind }) => kind.role === 'work').length;
    if (config.type !== 'fifo' || subscriptions <= most) return;
    report(
      { resource: id },
      `${name} has ${short(subscriptions)} subscriptions but a FIFO topic takes ${short(most)}: split the topic, or ask AWS for more`,
    );
  },
};
