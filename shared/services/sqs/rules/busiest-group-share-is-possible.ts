import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueConfig } from '../config';

export const busiestGroupShareIsPossible: ResourceRule<QueueConfig> = {
  id: 'sqs/busiest-group-share-is-possible',
  title: 'the busiest message group has at least an even share',
  severity: 'warning',
  category: 'semantics',
  why: 'Of so many groups the busiest cannot have less than an even share of the messages. One of the two figures is wrong, and with it the limit of the busiest group, or who waits before a fair queue.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html',
  asOf: '2026-11-23',
  check({ id, config: { type, messageGroups, hottestGroupShare } }, report) {
    const even = 1 / messageGroups;
    if (type === 'standard' || hottestGroupShare === undefined || hottestGroupShare >= even * (1 - 1e-9)) return;
    report(
      { resource: id, field: 'hottestGroupShare' },
      `the busiest of ${short(messageGroups)} message groups cannot have ${short(hottestGroupShare * 100)} % of the messages, an even share is ${short(even * 100)} %: correct the share or the number of groups`,
      set('Assume equal groups', { resource: id }, 'hottestGroupShare', undefined),
    );
  },
};
