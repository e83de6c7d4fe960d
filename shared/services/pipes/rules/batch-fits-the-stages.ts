import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { SourceConfig } from '../source-config';
import { mostRecords, stagesOf } from '../stages';

/** AWS’s own batch of a FIFO queue: what one receive call brings. */
const FIFO = 10;

export const batchFitsTheStages: ConnectionRule<SourceConfig, 'poll-queue' | 'read-shards', 'take-batches'> = {
  id: 'pipes/batch-fits-the-stages',
  title: 'the batch size of a pipe is one that its source, enrichment and target take',
  severity: 'error',
  category: 'limits',
  why: 'A pipe hands a batch over in one call: ten at most to queues, topics and event buses, 500 to streams, one to endpoints and REST APIs. AWS refuses a pipe whose source has a larger batch size.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html',
  asOf: '2026-11-27',
  check({ id, config: { batchSize }, from, to }, report) {
    const isFifo = 'fifo' in from.terms && from.terms.fifo;
    const bounds = [
      ...Object.values(stagesOf(to.resource)).map((stage) => ({
        name: stage.to.resource.name,
        most: mostRecords(stage),
      })),
      ...(isFifo ? [{ name: `the FIFO queue ${from.resource.name}`, most: FIFO }] : []),
    ];
    const [narrowest] = bounds.toSorted((a, b) => a.most - b.most);
    if (!narrowest || batchSize <= narrowest.most) return;
    const { name, most } = narrowest;
    report(
      { connection: id, field: 'batchSize' },
      `batch size is ${short(batchSize)} but a batch for ${to.resource.name} and ${name} has ${most} at most, and AWS refuses the pipe: set ${most} or less`,
      set(`Set batch size to ${most}`, { connection: id }, 'batchSize', most),
    );
  },
};
