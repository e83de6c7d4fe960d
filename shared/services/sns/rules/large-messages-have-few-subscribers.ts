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
    const subscriptions = outbound.filter(({ kind }) => kind.role === 'work').length;
    if (config.maximumMessageSize <= standard || subscriptions <= most) return;
    report(
      { resource: id, field: 'maximumMessageSize' },
      `${name} takes messages of ${bytesText(config.maximumMessageSize)} and has ${short(subscriptions)} subscriptions, but above ${bytesText(standard)} ${short(most)} are the most: lower the size, or split the topic`,
      set(`Take messages of up to ${bytesText(standard)}`, { resource: id }, 'maximumMessageSize', undefined),
    );
  },
};
