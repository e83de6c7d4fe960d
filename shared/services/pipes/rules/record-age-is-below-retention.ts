import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { StreamSourceConfig } from '../source-config';

export const recordAgeIsBelowRetention: ConnectionRule<StreamSourceConfig, 'read-shards', 'take-batches'> = {
  id: 'pipes/record-age-is-below-retention',
  title: 'a pipe gives records up before the stream deletes them',
  severity: 'warning',
  category: 'semantics',
  why: 'A record that reaches the maximum age is given up, and its position sent to the dead-letter queue. One that reaches the stream’s retention is gone, with no trace: AWS asks for an age below the retention.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html',
  asOf: '2026-11-27',
  check({ id, config: { maximumRecordAge }, from, to }, report) {
    const { retention } = from.terms;
    if (maximumRecordAge === undefined || maximumRecordAge < retention) return;
    const half = Math.floor(retention / 2);
    report(
      { connection: id, field: 'maximumRecordAge' },
      `${to.resource.name} gives records up after ${durationText(maximumRecordAge)} but ${from.resource.name} deletes them after ${durationText(retention)}: lower the age, or keep records longer`,
      set(`Set maximum record age to ${durationText(half)}`, { connection: id }, 'maximumRecordAge', half),
    );
  },
};
