import { set } from '#shared/model/remedy';
import type { Remedy } from '#shared/model/finding';
import type { Resource } from '#shared/model/graph';
import { short } from '#shared/model/wording';
import type { QueueMapping } from './triggers';

/** AWS's advice: six times the function's timeout, so that a throttled batch can be tried again before it is visible. */
const TIMES = 6;

/** SQS's longest visibility timeout, seconds (12 h). */
const LONGEST = 43_200;

/** Six times the function's timeout plus the batching window, in seconds (lambda/latest/dg/services-sqs-configure). */
export function advisedVisibilityTimeout({ config, to }: Pick<QueueMapping, 'config' | 'to'>): number {
  return Math.min(LONGEST, TIMES * to.terms.timeout + config.batchingWindow);
}

/** `6 × the function timeout`, with the batching window where there is one. */
export function adviceInWords({ config }: Pick<QueueMapping, 'config'>): string {
  return `${TIMES} × the function timeout${config.batchingWindow > 0 ? ' + the batching window' : ''}`;
}

/** Sets the queue's visibility timeout to what the most demanding of its mappings needs. */
export function setVisibilityTimeout(queue: Resource): Remedy {
  const mappings = queue.outbound.filter(
    ({ from, to }) => from.contract === 'poll-queue' && to.contract === 'invoke',
  ) as unknown as readonly QueueMapping[];
  const value = Math.max(...mappings.map(advisedVisibilityTimeout));
  return set(`Set visibility timeout to ${short(value)} s`, { resource: queue.id }, 'visibilityTimeout', value);
}
