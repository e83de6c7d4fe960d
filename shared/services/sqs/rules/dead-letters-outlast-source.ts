import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import { LONGEST_RETENTION } from '../config';
import type { RedriveConfig } from '../connections';

export const deadLettersOutlastSource: ConnectionRule<RedriveConfig, 'redrive', 'enqueue'> = {
  id: 'sqs/dead-letters-outlast-source',
  title: 'a dead-letter queue keeps messages longer than the queue that they come from',
  severity: 'warning',
  category: 'reliability',
  why: 'A message that moves from a standard queue keeps the time at which it was first sent, and its retention goes on counting from there. If the dead-letter queue keeps messages no longer than the source does, it may delete them soon after they arrive. Moves between FIFO queues start the count anew.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    const { fifo, retention } = from.terms;
    if (fifo || to.terms.retention > retention || retention >= LONGEST_RETENTION) return;
    const longest = durationText(LONGEST_RETENTION);
    report(
      { connection: id },
      `${to.resource.name} keeps messages for ${durationText(to.terms.retention)}, counted from when they were sent to ${from.resource.name}, which keeps them ${durationText(retention)} itself: give ${to.resource.name} ${longest}`,
      set(`Keep dead letters for ${longest}`, { resource: to.resource.id }, 'retention', LONGEST_RETENTION),
    );
  },
};
