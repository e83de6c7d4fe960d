import type { ResourceRule } from '#shared/model/rule';
import type { TopicConfig } from '../config';

export const topicHasSubscribers: ResourceRule<TopicConfig> = {
  id: 'sns/topic-has-subscribers',
  title: 'a topic that is published to has a subscriber',
  severity: 'info',
  category: 'reliability',
  why: 'A topic keeps nothing: a message without a subscriber is gone as soon as it is published. Subscribers that are not drawn, such as e-mail addresses, are a reason to acknowledge the finding.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/welcome.html',
  asOf: '2026-11-23',
  check({ id, name, inbound, outbound }, report) {
    // What failed for good and is lost here is worse, and another rule's job.
    if (inbound.length === 0 || inbound.some(({ kind }) => kind.role === 'failure')) return;
    if (outbound.some(({ kind }) => kind.role === 'work')) return;
    report(
      { resource: id },
      `nothing subscribes to ${name}, so that what is published there is gone: subscribe a queue or a function`,
    );
  },
};
