import type { ResourceRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { StreamConfig } from '../config';

export const largeRecordsAreRare: ResourceRule<StreamConfig> = {
  id: 'kinesis/large-records-are-rare',
  title: 'records above 1 MiB are exceptions',
  severity: 'warning',
  category: 'capacity',
  why: 'A stream may take records of up to 10 MiB, but a shard still takes 1 MB a second: larger records live on burst capacity, and AWS advises to keep them below 2 % of the traffic. Where they are the rule, the burst capacity is empty and all writes are throttled.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/large-records.html',
  asOf: '2026-11-23',
  check({ config, inbound }, report, { capacity, quota }) {
    const large = quota('kinesis/large-record');
    for (const { id, from } of inbound) {
      const size = capacity?.connections.get(id)?.flow.size ?? 0;
      if (size <= large || size > config.maximumRecordSize) continue;
      report(
        { connection: id },
        `records of ${from.resource.name} have ${bytesText(size)} on average, but above ${bytesText(large)} they live on burst capacity: put the payload in S3 and its address on the stream`,
      );
    }
  },
};
