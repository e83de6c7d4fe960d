import type { Connection } from '#shared/model/graph';
import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { QueueConfig } from '../config';
import { tenantSenders } from '../tenant-senders';

export const fairQueueKnowsItsTenants: ResourceRule<QueueConfig> = {
  id: 'sqs/fair-queue-knows-its-tenants',
  title: 'whoever sends to a fair queue names the tenant',
  severity: 'warning',
  category: 'semantics',
  why: 'A fair queue tells tenants apart by the message group id. Each message without one counts as a tenant of its own, which is never noisy, so that a flood of them holds up everybody as in a standard queue. Some senders have no field for it: notifications of S3, destinations of Lambda, the SQS target of a schedule and of a pipe, whose message group AWS describes for FIFO queues only.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html',
  asOf: '2026-11-28',
  check(queue, report) {
    const { id, name, config } = queue;
    if (config.type !== 'fair') return;
    const senders = tenantSenders(queue);
    const isInVain = senders.every((sender) => sender.kind.namesGroups(sender) === 'none');
    for (const sender of senders.flatMap(withoutTenant)) {
      report(
        { connection: sender.id },
        `${sender.from.resource.name} names no tenant, so that none of its messages in ${name} counts as a noisy tenant’s: let the code of a function send them, or a rule of an event bus that takes the message group from the event`,
        isInVain ? set(`Make ${name} a standard queue`, { resource: id }, 'type', undefined) : undefined,
      );
    }
  },
};

/** A standard topic names what its publishers name: then it is up to them. */
function withoutTenant(sender: Connection): readonly Connection[] {
  const { from, kind } = sender;
  const isTopic = from.contract === 'deliver' && !('fifo' in from.terms && from.terms.fifo);
  const named = isTopic ? from.resource.inbound : [];
  const unnamed = named.filter((publisher) => publisher.kind.namesGroups(publisher) === 'none');
  if (isTopic) return unnamed;
  return kind.namesGroups(sender) === 'none' ? [sender] : [];
}
