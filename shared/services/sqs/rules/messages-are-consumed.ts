import type { ResourceRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { QueueConfig } from '../config';

export const messagesAreConsumed: ResourceRule<QueueConfig> = {
  id: 'sqs/messages-are-consumed',
  title: 'a queue that takes work has a consumer',
  severity: 'warning',
  category: 'reliability',
  why: 'Messages that nobody receives wait until their retention ends and are then deleted unread; SQS tells nobody. If the consumer is outside the drawing, acknowledge the finding.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-architecture.html',
  asOf: '2026-11-23',
  check({ id, name, config, inbound, outbound }, report) {
    if (!inbound.some(({ kind }) => kind.role !== 'failure')) return;
    if (outbound.some(({ from, kind }) => from.contract === 'poll-queue' && kind.role === 'work')) return;
    report(
      { resource: id },
      `nothing reads ${name}: its messages are deleted after ${durationText(config.retention)}; connect a consumer`,
    );
  },
};
