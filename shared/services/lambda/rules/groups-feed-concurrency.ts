import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { counted, short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';

/** The lowest maximum concurrency that can be set. */
const LEAST = 2;

export const groupsFeedConcurrency: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/groups-feed-concurrency',
  title: 'a FIFO queue has as many active groups as its mapping may run batches',
  severity: 'info',
  category: 'capacity',
  why: 'Of a FIFO queue Lambda runs at most one batch for each message group that has messages. A maximum concurrency above the number of active groups is never reached.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  asOf: '2026-11-23',
  check({ id, config: { maximumConcurrency, provisionedPollers }, from }, report) {
    const { fifo, messageGroups } = from.terms;
    const fitting = Math.max(LEAST, messageGroups);
    if (!fifo || provisionedPollers || maximumConcurrency === undefined || maximumConcurrency <= fitting) return;
    report(
      { connection: id, field: 'maximumConcurrency' },
      `maximum concurrency is ${short(maximumConcurrency)} but ${from.resource.name} has ${counted(messageGroups, 'active message group')}, each worked on by one batch: the rest is never used`,
      set(`Set maximum concurrency to ${short(fitting)}`, { connection: id }, 'maximumConcurrency', fitting),
    );
  },
};
