import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { NotificationConfig } from '../notification-config';

export const queueTakesNotifications: ConnectionRule<NotificationConfig, 'notify', 'enqueue'> = {
  id: 's3/queue-takes-notifications',
  title: 'a queue takes the largest notification',
  severity: 'error',
  category: 'limits',
  why: 'A notification has up to 64 KB. SQS refuses what is larger than the queue’s maximum message size, and nobody is told: the object is there, its event is not.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    const { maximumEventSize } = from.terms;
    const { maximumMessageSize } = to.terms;
    if (maximumMessageSize >= maximumEventSize) return;
    const { name, id: queue } = to.resource;
    report(
      { connection: id },
      `notifications of ${from.resource.name} have up to ${bytesText(maximumEventSize)} but ${name} takes ${bytesText(maximumMessageSize)}: SQS refuses larger ones without a word`,
      set(
        `Let ${name} take ${bytesText(maximumEventSize)}`,
        { resource: queue },
        'maximumMessageSize',
        maximumEventSize,
      ),
    );
  },
};
