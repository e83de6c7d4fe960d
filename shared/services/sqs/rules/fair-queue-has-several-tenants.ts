import type { ResourceRule } from '#shared/model/rule';
import type { QueueConfig } from '../config';
import { tenantSenders } from '../tenant-senders';

export const fairQueueHasSeveralTenants: ResourceRule<QueueConfig> = {
  id: 'sqs/fair-queue-has-several-tenants',
  title: 'a fair queue has several tenants',
  severity: 'info',
  category: 'semantics',
  why: 'A fair queue gives messages of quiet tenants out first. With one tenant for all messages there is nobody to protect: it is a standard queue, at a higher price for each send.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html',
  asOf: '2026-11-28',
  check(queue, report) {
    const { id, name, config } = queue;
    const senders = tenantSenders(queue);
    if (config.type !== 'fair' || senders.length === 0) return;
    const namings = senders.map((sender) => sender.kind.namesGroups(sender));
    const [first] = senders;
    if (namings.every((naming) => naming === 'each') && config.messageGroups === 1) {
      report(
        { resource: id, field: 'messageGroups' },
        `all messages of ${name} are of one tenant, so that being fair changes nothing: count the tenants, or use a standard queue`,
      );
    } else if (first && namings.length === 1 && namings[0] === 'one') {
      report(
        { connection: first.id },
        `${first.from.resource.name} gives all that it sends to ${name} one message group, so that all is one tenant’s: take the group from the message by a path, such as $.detail.customer of an event`,
      );
    }
  },
};
