import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { QueueConfig } from '../config';

const AWS_DEFAULT = 345_600;

export const retentionOutlastsDelay: ResourceRule<QueueConfig> = {
  id: 'sqs/retention-outlasts-delay',
  title: 'messages are kept longer than they are delayed',
  severity: 'error',
  category: 'semantics',
  why: 'The retention counts from the moment a message is sent, the delay included. A message whose delay is as long as its retention is deleted before any consumer can see it.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html',
  asOf: '2026-11-23',
  check({ id, name, config: { retention, delay } }, report) {
    if (delay < retention) return;
    report(
      { resource: id, field: 'retention' },
      `delivery delay is ${durationText(delay)} but ${name} keeps messages for ${durationText(retention)}: no message is ever delivered; keep them ${durationText(AWS_DEFAULT)}, AWS’s default`,
      set(`Keep messages for ${durationText(AWS_DEFAULT)}`, { resource: id }, 'retention', undefined),
    );
  },
};
