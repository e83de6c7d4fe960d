import type { ResourceRule } from '#shared/model/rule';
import { bytesText, short } from '#shared/model/wording';
import { chunks } from '#shared/model/usage';
import type { DeliveryConfig } from '../config';
import { BILLED_UNIT } from '../cost';

/** Fewer records than this make no difference on a bill, per second. */
const FEW = 1;
/** Times what the bytes alone would cost. */
const MUCH = 1.5;

export const recordsFillTheirUnits: ResourceRule<DeliveryConfig> = {
  id: 'firehose/records-fill-their-units',
  title: 'records are not much smaller than what they are charged as',
  severity: 'info',
  category: 'cost',
  why: 'Each record is charged as whole units of 5 KB: one of 700 bytes as seven times its size. Producers that put several events into one record, a line for each, pay for the bytes.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/limits.html',
  asOf: '2026-11-23',
  check({ id, name, inbound }, report, { capacity }) {
    for (const connection of inbound) {
      const flow = capacity?.connections.get(connection.id)?.flow;
      if (!flow || flow.rate < FEW || flow.size < 1) continue;
      const times = (chunks(flow.size, BILLED_UNIT) * BILLED_UNIT) / flow.size;
      if (times < MUCH) continue;
      report(
        { resource: id },
        `records from ${connection.from.resource.name} have ${bytesText(flow.size)} and are charged as ${bytesText(chunks(flow.size, BILLED_UNIT) * BILLED_UNIT)}, ${short(times)} times as much: put several events into one record of ${name}`,
      );
    }
  },
};
