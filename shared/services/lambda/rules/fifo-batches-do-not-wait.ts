import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';

export const fifoBatchesDoNotWait: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/fifo-batches-do-not-wait',
  title: 'the mapping of a FIFO queue has no batching window',
  severity: 'error',
  category: 'limits',
  why: 'Lambda does not gather messages of a FIFO queue over time and refuses a batching window for it.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html',
  asOf: '2026-11-23',
  check({ id, config: { batchingWindow }, from }, report) {
    if (!from.terms.fifo || batchingWindow === 0) return;
    report(
      { connection: id, field: 'batchingWindow' },
      `batching window is ${short(batchingWindow)} s but ${from.resource.name} is a FIFO queue, which has none: set it to 0`,
      set('Take the batching window away', { connection: id }, 'batchingWindow', undefined),
    );
  },
};
