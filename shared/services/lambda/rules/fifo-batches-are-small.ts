import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';

const MOST = 10;

export const fifoBatchesAreSmall: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/fifo-batches-are-small',
  title: 'batches of a FIFO queue have at most ten messages',
  severity: 'error',
  category: 'limits',
  why: 'Lambda takes from a FIFO queue what one receive call brings, at most ten messages.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html',
  asOf: '2026-11-23',
  check({ id, config: { batchSize }, from }, report) {
    if (!from.terms.fifo || batchSize <= MOST) return;
    report(
      { connection: id, field: 'batchSize' },
      `batch size is ${short(batchSize)} but of the FIFO queue ${from.resource.name} Lambda takes at most ${MOST}: set ${MOST} or less`,
      set(`Set batch size to ${MOST}`, { connection: id }, 'batchSize', MOST),
    );
  },
};
