import type { Contract } from '#shared/model/contract';
import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionTargetConfig } from '../stage-config';
import { sourcesOf } from '../stages';

export const failedRecordsAreNamed: ConnectionRule<FunctionTargetConfig, Contract, 'invoke'> = {
  id: 'pipes/failed-records-are-named',
  title: 'a function that is a pipe’s target names the records that failed',
  severity: 'warning',
  category: 'reliability',
  why: 'Without a partial batch response one failed message brings back its whole batch: the good ones are enriched and worked on again, and their receive counts rise with that of the bad one.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html',
  asOf: '2026-11-27',
  check({ id, config, from, to }, report) {
    const [source] = sourcesOf(from.resource);
    if (!source || source.config.batchSize === 1 || config.reportBatchItemFailures) return;
    report(
      { connection: id, field: 'reportBatchItemFailures' },
      `one record that fails in ${to.resource.name} brings back its whole batch of up to ${short(source.config.batchSize)} from ${source.from.resource.name}: name the failed records, and return them from the code`,
      set('Name failed records', { connection: id }, 'reportBatchItemFailures', true),
    );
  },
};
