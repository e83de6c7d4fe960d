import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { QueueTargetConfig } from '../target-config';

export const fifoQueueDeduplicatesByContent: ConnectionRule<QueueTargetConfig, 'schedule', 'enqueue'> = {
  id: 'scheduler/fifo-queue-deduplicates-by-content',
  title: 'a FIFO queue behind a schedule has content-based deduplication',
  severity: 'error',
  category: 'semantics',
  why: 'A schedule sends a message group id but no deduplication id. SQS refuses every message of a FIFO queue that has neither an id nor content-based deduplication.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    if (!to.terms.fifo || to.terms.contentBasedDeduplication) return;
    report(
      { connection: id },
      `${from.resource.name} sends no deduplication id and ${to.resource.name} does not make one from the content: every message is refused; switch on content-based deduplication`,
      set(
        `Let ${to.resource.name} deduplicate by content`,
        { resource: to.resource.id },
        'contentBasedDeduplication',
        true,
      ),
    );
  },
};
