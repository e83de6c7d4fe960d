import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';

export const pollersExcludeMaximumConcurrency: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/pollers-exclude-maximum-concurrency',
  title: 'a mapping has provisioned pollers or a maximum concurrency',
  severity: 'error',
  category: 'limits',
  why: 'In provisioned mode the number of pollers bounds the concurrency. Lambda refuses a maximum concurrency beside it.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  asOf: '2026-11-23',
  check({ id, config: { provisionedPollers, maximumConcurrency, maximumPollers } }, report) {
    if (!provisionedPollers || maximumConcurrency === undefined) return;
    report(
      { connection: id, field: 'maximumConcurrency' },
      `maximum concurrency ${short(maximumConcurrency)} is set beside ${short(maximumPollers)} provisioned pollers, and Lambda takes one of the two: let the pollers bound the concurrency`,
      set('Take maximum concurrency away', { connection: id }, 'maximumConcurrency', undefined),
    );
  },
};
