import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { StreamMappingConfig } from '../mapping-config';

export const recordAgeIsBelowRetention: ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'> = {
  id: 'lambda/record-age-is-below-retention',
  title: 'records are given up before the stream deletes them',
  severity: 'warning',
  category: 'semantics',
  why: 'A record that reaches the maximum age is given up and its position sent to the failure destination. One that reaches the stream’s retention is gone, with no trace. A maximum age that is not below the retention never comes into play.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html',
  asOf: '2026-11-23',
  check({ id, config: { maximumRecordAge }, from }, report) {
    const { retention } = from.terms;
    if (maximumRecordAge === undefined || maximumRecordAge < retention) return;
    const half = Math.floor(retention / 2);
    report(
      { connection: id, field: 'maximumRecordAge' },
      `maximum record age is ${durationText(maximumRecordAge)} but ${from.resource.name} deletes records after ${durationText(retention)}: lower the age, or keep records longer`,
      set(`Set maximum record age to ${durationText(half)}`, { connection: id }, 'maximumRecordAge', half),
    );
  },
};
