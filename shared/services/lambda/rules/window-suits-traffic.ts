import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';

/** How long Lambda's long poll of a quiet queue lasts, whatever shorter window is set. */
const LONG_POLL = 20;

export const windowSuitsTraffic: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/window-suits-traffic',
  title: 'a short batching window is used where messages come often',
  severity: 'info',
  category: 'semantics',
  why: 'With any batching window, Lambda may wait up to 20 s before it invokes for a queue with little traffic, also when the window is shorter. Where single messages have to be worked on at once, no window is faster.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html',
  asOf: '2026-11-23',
  check({ id, config: { batchingWindow }, from }, report, { capacity }) {
    const rate = capacity?.connections.get(id)?.flow.rate;
    if (rate === undefined || rate <= 0 || batchingWindow === 0 || batchingWindow >= LONG_POLL || from.terms.fifo)
      return;
    if (rate * batchingWindow >= 1) return;
    report(
      { connection: id, field: 'batchingWindow' },
      `${from.resource.name} gets ${short(rate)} messages a second, less than one in its batching window of ${short(batchingWindow)} s: a message may still wait ${LONG_POLL} s; use no window if that matters`,
      set('Take the batching window away', { connection: id }, 'batchingWindow', undefined),
    );
  },
};
