import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { QueueConfig } from '../config';

/** The highest value until 4 August 2025, which older templates state in so many words. */
const OLD_CEILING = 262_144;

export const messageSizeIsNotTheOldCeiling: ResourceRule<QueueConfig> = {
  id: 'sqs/message-size-is-not-the-old-ceiling',
  title: 'a queue takes messages up to today’s limit',
  severity: 'info',
  category: 'limits',
  why: 'SQS takes messages of up to 1 MiB since August 2025. A queue whose template states the former limit of 256 KiB keeps refusing larger ones.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html',
  asOf: '2026-11-23',
  check({ id, name, config: { maximumMessageSize } }, report) {
    if (maximumMessageSize !== OLD_CEILING) return;
    report(
      { resource: id, field: 'maximumMessageSize' },
      `${name} refuses messages above ${bytesText(OLD_CEILING)}, the limit until August 2025: leave the setting out for 1 MiB, unless it is meant`,
      set(`Take messages of up to 1 MiB`, { resource: id }, 'maximumMessageSize', undefined),
    );
  },
};
