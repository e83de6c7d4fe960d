import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { BusConfig } from '../config';

/** Share of the quota from which on batches are worth their trouble. */
const NEAR = 0.5;

export const callsCarrySeveralEvents: ResourceRule<BusConfig> = {
  id: 'eventbridge/calls-carry-several-events',
  title: 'calls near the PutEvents quota carry several events',
  severity: 'warning',
  category: 'capacity',
  why: 'The quota counts calls, not events: with ten events in a call it lets ten times as many through. Beyond it PutEvents answers 400, and events that the producer does not put again are lost.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
  asOf: '2026-11-23',
  check({ inbound, name }, report, { capacity, quota }) {
    const most = quota('eventbridge/put-events');
    const entries = quota('eventbridge/batch-entries');
    for (const { id, from, config } of inbound) {
      const flow = capacity?.connections.get(id)?.flow;
      if (!flow || config['batchSize'] === undefined || flow.perCall > 1) continue;
      const fits = Math.min(entries, Math.ceil(quota('eventbridge/request-bytes') / Math.max(1, flow.size)) - 1);
      if (flow.rate < most * NEAR || fits < 2) continue;
      report(
        { connection: id, field: 'batchSize' },
        `${from.resource.name} makes ${short(flow.rate)} PutEvents calls a second to ${name}, of ${short(most)} that the account has: put up to ${short(fits)} events in a call`,
        set(`Put ${short(fits)} events in a call`, { connection: id }, 'batchSize', fits),
      );
    }
  },
};
