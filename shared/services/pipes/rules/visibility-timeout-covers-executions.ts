import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { listed, short } from '#shared/model/wording';
import type { QueueSourceConfig } from '../source-config';
import { waitedFor } from '../waits';

/** AWS’s advice: six times the combined time of enrichment and target (eb-pipes-sqs). */
const TIMES = 6;
/** SQS’s longest visibility timeout, seconds (12 h). */
const LONGEST = 43_200;

export const visibilityTimeoutCoversExecutions: ConnectionRule<QueueSourceConfig, 'poll-queue', 'take-batches'> = {
  id: 'pipes/visibility-timeout-covers-executions',
  title: 'the visibility timeout is six times what enrichment and target may take',
  severity: 'warning',
  category: 'semantics',
  why: 'A message that becomes visible while the pipe works on it is polled again and passed on twice. The time beyond one execution lets the pipe try again what was refused for want of room.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html',
  asOf: '2026-11-27',
  check({ config, from, to }, report, { quota }) {
    // With a batching window EventBridge sets a visibility timeout of its own.
    if (config.batchingWindow > 0) return;
    const waits = waitedFor(to.resource, quota);
    const combined = waits.reduce((sum, { seconds }) => sum + seconds, 0);
    const advised = Math.min(LONGEST, Math.ceil(TIMES * combined));
    const { visibilityTimeout } = from.terms;
    if (visibilityTimeout >= advised) return;
    report(
      { resource: from.resource.id, field: 'visibilityTimeout' },
      `visibility timeout is ${short(visibilityTimeout)} s but an execution of ${to.resource.name} may wait ${short(combined)} s for ${listed(waits.map(({ name }) => name))}: give it ${short(advised)} s or more (${TIMES} × the combined time)`,
      set(
        `Set visibility timeout to ${short(advised)} s`,
        { resource: from.resource.id },
        'visibilityTimeout',
        advised,
      ),
    );
  },
};
