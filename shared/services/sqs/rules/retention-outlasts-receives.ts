import type { Terms } from '#shared/model/contract';
import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { durationText, short } from '#shared/model/wording';
import { LONGEST_RETENTION } from '../config';
import type { RedriveConfig } from '../connections';

export const retentionOutlastsReceives: ConnectionRule<RedriveConfig, 'redrive', 'enqueue'> = {
  id: 'sqs/retention-outlasts-receives',
  title: 'a message that always fails reaches the dead-letter queue before it expires',
  severity: 'warning',
  category: 'reliability',
  why: 'A message whose consumer fails comes back after the visibility timeout. Where the receives that the redrive policy allows take longer than the retention, the message is deleted before it has used them up, and the dead-letter queue stays empty.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  asOf: '2026-11-23',
  check({ id, config: { maxReceiveCount }, from, to }, report) {
    const reader = from.resource.outbound.find((connection) => connection.from.contract === 'poll-queue');
    if (!reader) return;
    const { visibilityTimeout } = reader.from.terms as Terms<'poll-queue'>;
    const { retention } = from.terms;
    const needed = maxReceiveCount * visibilityTimeout;
    if (needed < retention) return;
    const longest = durationText(LONGEST_RETENTION);
    const receives = Math.max(1, Math.floor((retention - 1) / visibilityTimeout));
    report(
      { connection: id, field: 'maxReceiveCount' },
      `${short(maxReceiveCount)} receives of ${durationText(visibilityTimeout)} each take ${durationText(needed)}, but ${from.resource.name} deletes messages after ${durationText(retention)}, before ${to.resource.name} gets them: allow fewer receives or keep messages longer`,
      needed < LONGEST_RETENTION
        ? set(`Keep messages for ${longest}`, { resource: from.resource.id }, 'retention', LONGEST_RETENTION)
        : set(`Allow ${short(receives)} receives`, { connection: id }, 'maxReceiveCount', receives),
    );
  },
};
