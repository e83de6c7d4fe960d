import type { ResourceRule } from '#shared/model/rule';
import type { QueueConfig } from '../config';

export const groupsAllowParallelWork: ResourceRule<QueueConfig> = {
  id: 'sqs/groups-allow-parallel-work',
  title: 'a FIFO queue has several message groups',
  severity: 'info',
  category: 'semantics',
  why: 'While messages of a group are being worked on, no later one of that group is handed out. With one group for all messages there is one consumer at a time, whatever its concurrency, and one message that fails stops everything.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report) {
    if (config.type !== 'fifo' || config.messageGroups > 1) return;
    if (!outbound.some(({ from }) => from.contract === 'poll-queue')) return;
    report(
      { resource: id, field: 'messageGroups' },
      `all messages of ${name} are in one group: one batch at a time is worked on; make the group id from what must stay in order, such as the customer or the order`,
    );
  },
};
