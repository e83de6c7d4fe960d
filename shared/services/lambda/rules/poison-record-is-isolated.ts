import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { StreamMappingConfig } from '../mapping-config';

export const poisonRecordIsIsolated: ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'> = {
  id: 'lambda/poison-record-is-isolated',
  title: 'a record that always fails does not take its batch with it',
  severity: 'warning',
  category: 'reliability',
  why: 'When the attempts are used up, the whole batch is given up, good records and all. Splitting a failing batch in two, or reporting the first record that failed, narrows the loss to the bad one; splits do not use up attempts.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
  asOf: '2026-11-23',
  check({ id, config, to }, report) {
    const { batchSize, bisectBatchOnError, reportBatchItemFailures } = config;
    const givesUp = config.maximumRetryAttempts !== undefined || config.maximumRecordAge !== undefined;
    if (!givesUp || batchSize === 1 || bisectBatchOnError || reportBatchItemFailures) return;
    report(
      { connection: id, field: 'bisectBatchOnError' },
      `one record that always fails in ${to.resource.name} takes up to ${short(batchSize - 1)} good ones with it when its batch is given up: split failing batches`,
      set('Bisect batches on error', { connection: id }, 'bisectBatchOnError', true),
    );
  },
};
