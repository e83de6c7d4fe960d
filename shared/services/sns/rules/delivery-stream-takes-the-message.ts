import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { TopicConfig } from '../config';
import type { DeliverySubscriptionConfig } from '../subscription-config';

/** What the envelope of SNS may add: its fields and the escapes of the message, an estimate. */
const ENVELOPE = 24_000;

export const deliveryStreamTakesTheMessage: ConnectionRule<DeliverySubscriptionConfig, 'deliver', 'collect-records'> = {
  id: 'sns/delivery-stream-takes-the-message',
  title: 'a delivery stream takes the largest message of its topic',
  severity: 'warning',
  category: 'limits',
  why: 'A topic can be raised to messages of 1 MiB. A record of Firehose has 1,000 KiB at most, the envelope of SNS included: a larger message never arrives.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/limits.html',
  asOf: '2026-11-23',
  check({ id, config, from, to }, report) {
    const { maximumMessageSize } = from.resource.config as TopicConfig;
    const most = to.terms.maximumRecordSize - (config.rawDelivery ? 0 : ENVELOPE);
    if (maximumMessageSize <= most) return;
    const { id: topic, name } = from.resource;
    report(
      { connection: id },
      `${name} takes messages of ${bytesText(maximumMessageSize)} but ${to.resource.name} takes ${bytesText(to.terms.maximumRecordSize)}, envelope included: SNS cannot deliver larger ones`,
      set(`Let ${name} take ${bytesText(most)}`, { resource: topic }, 'maximumMessageSize', most),
    );
  },
};
