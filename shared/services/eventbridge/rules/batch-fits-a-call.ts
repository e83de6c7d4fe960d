import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { bytesText, short } from '#shared/model/wording';
import type { BusConfig } from '../config';

export const batchFitsACall: ResourceRule<BusConfig> = {
  id: 'eventbridge/batch-fits-a-call',
  title: 'the events of one PutEvents call fit its size',
  severity: 'error',
  category: 'limits',
  why: 'PutEvents takes ten events, but the whole request must stay below 1 MiB.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html',
  asOf: '2026-11-23',
  check({ inbound }, report, { capacity, quota }) {
    const below = quota('eventbridge/request-bytes');
    for (const { id, from } of inbound) {
      const flow = capacity?.connections.get(id)?.flow;
      if (!flow || flow.perCall <= 1 || flow.size >= below || flow.perCall * flow.size < below) continue;
      const fits = Math.ceil(below / flow.size) - 1;
      report(
        { connection: id, field: 'batchSize' },
        `${short(flow.perCall)} events of ${bytesText(flow.size)} are not below the ${bytesText(below)} of one call: let ${from.resource.name} put ${short(fits)} in a call`,
        set(`Put ${short(fits)} events in a call`, { connection: id }, 'batchSize', fits),
      );
    }
  },
};
