import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { bytesText, short } from '#shared/model/wording';
import type { StreamConfig } from '../config';

export const batchFitsACall: ResourceRule<StreamConfig> = {
  id: 'kinesis/batch-fits-a-call',
  title: 'the records of one batch fit one call',
  severity: 'error',
  category: 'limits',
  why: 'PutRecords takes 500 records, but 10 MiB over all of them.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html',
  asOf: '2026-11-23',
  check({ config, inbound }, report, { capacity, quota }) {
    const most = quota('kinesis/batch-bytes');
    for (const { id, from } of inbound) {
      const flow = capacity?.connections.get(id)?.flow;
      if (!flow || flow.perCall <= 1 || flow.size > config.maximumRecordSize) continue;
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
