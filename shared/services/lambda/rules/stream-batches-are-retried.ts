import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { StreamMappingConfig } from '../mapping-config';

const ATTEMPTS = 5;

export const streamBatchesAreRetried: ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'> = {
  id: 'lambda/stream-batches-are-retried',
  title: 'a failed batch of a stream is tried again',
  severity: 'warning',
  category: 'reliability',
  why: 'With no retries one short failure of something that the function calls gives up the whole batch.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html',
  asOf: '2026-11-23',
  check({ id, config: { maximumRetryAttempts }, from, to }, report) {
    if (maximumRetryAttempts !== 0) return;
    report(
      { connection: id, field: 'maximumRetryAttempts' },
      `a batch of ${from.resource.name} is given up the first time that ${to.resource.name} fails: allow a few retries`,
      set(`Allow ${ATTEMPTS} retries`, { connection: id }, 'maximumRetryAttempts', ATTEMPTS),
    );
  },
};
