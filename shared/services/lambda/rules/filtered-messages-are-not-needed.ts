import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';

export const filteredMessagesAreNotNeeded: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/filtered-messages-are-not-needed',
  title: 'nobody needs the messages that a mapping’s filter holds back',
  severity: 'info',
  category: 'semantics',
  why: 'What the filter of a queue’s mapping does not let through is deleted from the queue at once: no other consumer gets it and no dead-letter queue keeps it. To share messages out between consumers, filter at the topic before the queues.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html',
  asOf: '2026-11-23',
  check({ id, config: { filterShare }, from }, report) {
    if (filterShare >= 1) return;
    report(
      { connection: id, field: 'filterShare' },
      `the filter deletes ${short((1 - filterShare) * 100)} % of the messages of ${from.resource.name} unread: if another consumer needs them, filter at a topic and give each consumer its own queue`,
    );
  },
};
