import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { bytesText, short } from '#shared/model/wording';
import type { TopicConfig } from '../config';

export const largeMessagesHaveFewSubscribers: ResourceRule<TopicConfig> = {
  id: 'sns/large-messages-have-few-subscribers',
  title: 'a topic for messages above 256 KiB has at most 100 subscriptions',
  severity: 'error',
  category: 'limits',
  why: 'A topic takes messages above 256 KiB only with at most 100 subscriptions, all of them queues, functions or Firehose streams. SNS answers InvalidParameter otherwise.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report, { quota }) {
    const standard = quota('sns/standard-message-size');
    const most = quota('sns/large-message-subscriptions');
    if (config.maximumMessageSize <= standard) return;
    const subscriptions = outbound.filter(({ kind }) => kind.role === 'work');
    const endpoint = subscriptions.find(({ to }) => to.contract === 'http');
    if (subscriptions.length <= most && !endpoint) return;
    const why = endpoint
      ? `delivers to ${endpoint.to.resource.name} by HTTP, but above ${bytesText(standard)} SNS takes no HTTP subscription`
      : `has ${short(subscriptions.length)} subscriptions, but above ${bytesText(standard)} ${short(most)} are the most`;
    report(
      { resource: id, field: 'maximumMessageSize' },
      `${name} takes messages of ${bytesText(config.maximumMessageSize)} and ${why}: lower the size, or split the topic`,
      set(`Take messages of up to ${bytesText(standard)}`, { resource: id }, 'maximumMessageSize', undefined),
    );
  },
};
