import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { bytesText, short } from '#shared/model/wording';
import type { DeliveryConfig } from '../config';
import { directPuts } from '../outlets';

export const batchFitsACall: ResourceRule<DeliveryConfig> = {
  id: 'firehose/batch-fits-a-call',
  title: 'the records of one batch fit one call',
  severity: 'error',
  category: 'limits',
  why: 'PutRecordBatch takes 500 records, but 4 MiB over all of them.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/limits.html',
  asOf: '2026-11-23',
  check(stream, report, { capacity, quota }) {
    const most = quota('firehose/batch-bytes');
    for (const { id, from } of directPuts(stream)) {
      const flow = capacity?.connections.get(id)?.flow;
      if (!flow || flow.perCall <= 1 || flow.size > quota('firehose/record-size')) continue;
      if (flow.perCall * flow.size <= most) continue;
      const fits = Math.floor(most / flow.size);
      report(
        { connection: id, field: 'batchSize' },
        `${short(flow.perCall)} records of ${bytesText(flow.size)} are more than the ${bytesText(most)} of one call: let ${from.resource.name} put ${short(fits)} in a call`,
        set(`Put ${short(fits)} records in a call`, { connection: id }, 'batchSize', fits),
      );
    }
  },
};
