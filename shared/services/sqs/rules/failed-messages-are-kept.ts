import { addBehind } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import { LONGEST_RETENTION, type QueueConfig } from '../config';

export const failedMessagesAreKept: ResourceRule<QueueConfig> = {
  id: 'sqs/failed-messages-are-kept',
  title: 'a queue with a consumer has a dead-letter queue',
  severity: 'warning',
  category: 'reliability',
  why: 'A message that its consumer can never handle comes back after each visibility timeout until its retention ends, and is then deleted unseen. Meanwhile it takes room in batches, and in a FIFO queue it blocks its whole group. A redrive policy sets it aside after a number of receives.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report, context) {
    const isRead = outbound.some(({ from, kind }) => from.contract === 'poll-queue' && kind.role === 'work');
    if (!isRead || outbound.some(({ from }) => from.contract === 'redrive')) return;
    const isFifo = config.type === 'fifo';
    const meanwhile = isFifo ? ', and holds back its message group meanwhile' : '';
    report(
      { resource: id },
      `a message that always fails comes back to ${name} every ${durationText(config.visibilityTimeout)} until it is deleted after ${durationText(config.retention)}${meanwhile}: add a dead-letter queue`,
      addBehind(
        `Add a dead-letter queue to ${name}`,
        {
          from: id,
          kind: 'sqs/redrive',
          resource: {
            id: `${id}-failed`,
            service: 'sqs',
            config: { ...(isFifo ? { type: 'fifo' } : {}), retention: LONGEST_RETENTION },
          },
          config: { maxReceiveCount: 5 },
        },
        context,
      ),
    );
  },
};
