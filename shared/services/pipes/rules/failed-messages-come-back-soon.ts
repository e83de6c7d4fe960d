import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueSourceConfig } from '../source-config';

/** With a window a pipe hides messages for so long beside it: seven minutes and 30 s (eb-pipes-error-troubleshooting). */
const HIDDEN = 450;

export const failedMessagesComeBackSoon: ConnectionRule<QueueSourceConfig, 'poll-queue', 'take-batches'> = {
  id: 'pipes/failed-messages-come-back-soon',
  title: 'the queue’s visibility timeout says when a failed message comes back',
  severity: 'info',
  category: 'reliability',
  why: 'With a batching window EventBridge sets a visibility timeout of its own for what it polls, seven and a half minutes and the window, whatever the queue says. So long a failed message is hidden, and the group of a FIFO queue with it. The figures count on the queue’s own.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html',
  asOf: '2026-11-27',
  check({ id, config: { batchingWindow }, from }, report) {
    if (batchingWindow === 0) return;
    const hidden = HIDDEN + batchingWindow;
    if (from.terms.visibilityTimeout >= hidden) return;
    report(
      { connection: id, field: 'batchingWindow' },
      `with a batching window of ${short(batchingWindow)} s what fails comes back to ${from.resource.name} after about ${short(hidden)} s, not after its ${short(from.terms.visibilityTimeout)} s: leave the window out where retries are urgent`,
      set('Leave the batching window out', { connection: id }, 'batchingWindow', undefined),
    );
  },
};
