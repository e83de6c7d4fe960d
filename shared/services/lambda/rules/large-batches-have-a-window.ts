import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';

/** What one receive call of SQS returns at most. */
const WITHOUT_WINDOW = 10;

export const largeBatchesHaveAWindow: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/large-batches-have-a-window',
  title: 'batches above ten messages have a batching window',
  severity: 'error',
  category: 'limits',
  why: 'One receive of SQS brings at most ten messages. To gather more, Lambda needs time: it refuses a batch size above 10 without a batching window of at least 1 s.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  asOf: '2026-11-23',
  check({ id, config: { batchSize, batchingWindow }, from }, report) {
    if (from.terms.fifo || batchSize <= WITHOUT_WINDOW || batchingWindow > 0) return;
    report(
      { connection: id, field: 'batchingWindow' },
      `batch size is ${short(batchSize)} but there is no batching window, which Lambda asks for above ${WITHOUT_WINDOW}: set 1 s or more`,
      set('Set the batching window to 1 s', { connection: id }, 'batchingWindow', 1),
    );
  },
};
