import type { ResourceRule } from '#shared/model/rule';
import type { TopicConfig } from '../config';
import { subscriptionsOf } from '../subscriptions';

export const deliveryStreamsFitTheTopic: ResourceRule<TopicConfig> = {
  id: 'sns/delivery-streams-fit-the-topic',
  title: 'no more delivery streams subscribe than a topic takes',
  severity: 'warning',
  category: 'limits',
  why: 'Of one owner five delivery streams can subscribe to a topic. Further ones are refused with SubscriptionLimitExceeded until AWS raises the quota.',
  source: 'https://docs.aws.amazon.com/general/latest/gr/sns.html',
  asOf: '2026-11-23',
  check({ id, name, ...topic }, report, { quota }) {
    const most = quota('sns/delivery-stream-subscriptions');
    const many = subscriptionsOf(topic).filter(({ to }) => to.contract === 'collect-records').length;
    if (many <= most) return;
    report(
      { resource: id },
      `${many} delivery streams subscribe to ${name} but ${most} may: have the quota raised, or let one delivery stream take the messages of several`,
    );
  },
};
