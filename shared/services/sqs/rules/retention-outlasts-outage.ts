import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { QueueConfig } from '../config';

/** A day: a consumer that breaks in the evening is mended in the morning. */
const OUTAGE = 86_400;
const AWS_DEFAULT = 345_600;

export const retentionOutlastsOutage: ResourceRule<QueueConfig> = {
  id: 'sqs/retention-outlasts-outage',
  title: 'messages outlast a night without a consumer',
  severity: 'warning',
  category: 'reliability',
  why: 'The retention is the time in which a broken consumer has to be mended. When it ends, messages are deleted: they do not go to the dead-letter queue. Keeping them costs nothing.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  asOf: '2026-11-23',
  check({ id, name, config: { retention, delay }, inbound, outbound }, report) {
    const isRead = outbound.some(({ from }) => from.contract === 'poll-queue');
    if (!isRead || inbound.length === 0 || retention >= OUTAGE || delay >= retention) return;
    report(
      { resource: id, field: 'retention' },
      `${name} deletes messages after ${durationText(retention)}, read or not: a consumer that is down for longer loses them; keep them ${durationText(AWS_DEFAULT)}, AWS’s default`,
      set(`Keep messages for ${durationText(AWS_DEFAULT)}`, { resource: id }, 'retention', undefined),
    );
  },
};
