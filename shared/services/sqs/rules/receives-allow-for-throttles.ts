import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { counted } from '#shared/model/wording';
import type { RedriveConfig } from '../connections';

/** What AWS advises for a queue that feeds a function. */
const ADVISED = 5;

export const receivesAllowForThrottles: ConnectionRule<RedriveConfig, 'redrive', 'enqueue'> = {
  id: 'sqs/receives-allow-for-throttles',
  title: 'a message may be received at least five times',
  severity: 'warning',
  category: 'reliability',
  why: 'A batch that finds the function throttled goes back to the queue with a higher receive count, though nothing is wrong with it. With few receives allowed, a short lack of concurrency alone moves good messages to the dead-letter queue. AWS advises at least 5.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  asOf: '2026-11-23',
  check({ id, config: { maxReceiveCount }, from, to }, report) {
    const isPolled = from.resource.outbound.some(({ kind }) => kind.invocation === 'poll');
    if (!isPolled || maxReceiveCount >= ADVISED) return;
    report(
      { connection: id, field: 'maxReceiveCount' },
      `messages of ${from.resource.name} move to ${to.resource.name} after ${counted(maxReceiveCount, 'receive')}, and a throttled batch counts as one: allow ${ADVISED} or more`,
      set(`Allow ${ADVISED} receives`, { connection: id }, 'maxReceiveCount', ADVISED),
    );
  },
};
