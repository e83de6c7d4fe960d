import type { ConnectionRule } from '#shared/model/rule';
import type { TargetConfig } from '../stage-config';
import { sourcesOf } from '../stages';

export const orderedWorkIsWaitedFor: ConnectionRule<TargetConfig> = {
  id: 'pipes/ordered-work-is-waited-for',
  title: 'a pipe waits for its target where its source keeps an order',
  severity: 'warning',
  category: 'semantics',
  why: 'Order is kept only while the answer to one batch is waited for before the next is sent. Handed over without waiting, batches of one shard or group run side by side.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html',
  asOf: '2026-11-27',
  check({ id, from, to }, report) {
    const [source] = sourcesOf(from.resource);
    if (!source) return;
    const { terms, resource } = source.from;
    if (!('shards' in terms) && !terms.fifo) return;
    report(
      { connection: id },
      `${resource.name} keeps an order, but ${from.resource.name} does not wait for ${to.resource.name}: batches may overtake each other; use a target that is waited for where the order matters`,
    );
  },
};
