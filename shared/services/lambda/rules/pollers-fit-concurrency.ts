import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';

export const pollersFitConcurrency: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/pollers-fit-concurrency',
  title: 'provisioned pollers do not ask for more concurrency than the function has',
  severity: 'warning',
  category: 'capacity',
  why: 'A poller invokes up to ten times at once. Pollers that together ask for more than the function may run are throttled; the messages come back with a higher receive count.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html',
  asOf: '2026-11-23',
  check({ id, config: { provisionedPollers, minimumPollers, maximumPollers }, to }, report, { capacity, quota }) {
    if (!provisionedPollers) return;
    const perPoller = quota('lambda/poller-concurrency');
    const reserved = to.terms.reservedConcurrency;
    const pool = capacity?.pools.get('lambda/unreserved-concurrency')?.size ?? quota('lambda/concurrent-executions');
    const room = reserved ?? pool;
    const asked = maximumPollers * perPoller;
    if (asked <= room || room <= 0) return;
    const fitting = Math.max(2, Math.floor(room / perPoller));
    report(
      { connection: id, field: 'maximumPollers' },
      `${short(maximumPollers)} pollers invoke up to ${short(asked)} times at once but ${to.resource.name} ${
        reserved === undefined ? 'shares' : 'reserves'
      } ${short(room)}: allow ${short(fitting)} pollers, or give the function more`,
      fitting >= minimumPollers && fitting * perPoller <= room
        ? set(`Set maximum pollers to ${short(fitting)}`, { connection: id }, 'maximumPollers', fitting)
        : undefined,
    );
  },
};
