import { setting, together } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { StreamMappingConfig } from '../mapping-config';

const ATTEMPTS = 5;

export const poisonRecordEnds: ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'> = {
  id: 'lambda/poison-record-ends',
  title: 'a stream’s mapping gives up a record that always fails',
  severity: 'warning',
  category: 'reliability',
  why: 'By default a failing batch is tried again until its records expire, and its shard waits: no later record of the shard is worked on, and once the retention is reached records expire unread behind it. A bound on attempts or on age lets the shard go on.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
  asOf: '2026-11-23',
  check({ id, config: { maximumRetryAttempts, maximumRecordAge }, from, to }, report) {
    if (maximumRetryAttempts !== undefined || maximumRecordAge !== undefined) return;
    report(
      { connection: id, field: 'maximumRetryAttempts' },
      `one record that always fails in ${to.resource.name} blocks its shard of ${from.resource.name} for up to ${durationText(from.terms.retention)}: bound the attempts, and split failing batches`,
      together(
        `Give up after ${ATTEMPTS} retries and split failing batches`,
        setting({ connection: id }, 'maximumRetryAttempts', ATTEMPTS),
        setting({ connection: id }, 'bisectBatchOnError', true),
      ),
    );
  },
};
