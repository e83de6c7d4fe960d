import { setting, together } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { StreamSourceConfig } from '../source-config';

/** Enough for a short disturbance. */
const ATTEMPTS = 5;

export const poisonRecordEnds: ConnectionRule<StreamSourceConfig, 'read-shards', 'take-batches'> = {
  id: 'pipes/poison-record-ends',
  title: 'a pipe gives up a record that always fails',
  severity: 'warning',
  category: 'reliability',
  why: 'By default a pipe tries a failing batch of a stream again until its records expire, and the shard waits: nothing behind it is passed on. A bound on attempts or on age lets the shard go on.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html',
  asOf: '2026-11-27',
  check({ id, config: { maximumRetryAttempts, maximumRecordAge }, from, to }, report) {
    if (maximumRetryAttempts !== undefined || maximumRecordAge !== undefined) return;
    report(
      { connection: id, field: 'maximumRetryAttempts' },
      `one record that ${to.resource.name} cannot pass on blocks its shard of ${from.resource.name} for up to ${durationText(from.terms.retention)}: bound the attempts, and split failing batches`,
      together(
        `Give up after ${ATTEMPTS} retries and split failing batches`,
        setting({ connection: id }, 'maximumRetryAttempts', ATTEMPTS),
        setting({ connection: id }, 'bisectBatchOnError', true),
      ),
    );
  },
};
