import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';

export const batchFailuresAreReported: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/batch-failures-are-reported',
  title: 'a function reports which messages of a batch failed',
  severity: 'warning',
  category: 'reliability',
  why: 'Without a partial batch response one failed message returns its whole batch: the good ones are worked on again, and their receive counts rise with that of the bad one until they all move to the dead-letter queue. Lambda also polls less after errors, but not after partial responses.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
  asOf: '2026-11-23',
  check({ id, config: { batchSize, reportBatchItemFailures }, from }, report) {
    if (batchSize === 1 || reportBatchItemFailures) return;
    report(
      { connection: id, field: 'reportBatchItemFailures' },
      `one failed message of ${from.resource.name} brings back its whole batch of up to ${short(batchSize)}: report the failed items, and return them from the code`,
      set('Report batch item failures', { connection: id }, 'reportBatchItemFailures', true),
    );
  },
};
