import type { Resource } from '#shared/model/graph';
import type { GraphRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';

export const failuresAreRead: GraphRule = {
  id: 'check/failures-are-read',
  title: 'somebody learns of the work that failed',
  severity: 'info',
  category: 'reliability',
  why: 'A dead-letter queue that no function reads is in order, so long as an alarm tells a person that something is in it. Without one, failed work is deleted when its retention ends. The metric to watch is the number of visible messages: the count of messages sent leaves out those that a queue moves by itself.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  asOf: '2026-11-23',
  check(graph, report) {
    const unread = graph.resources.filter(keepsFailuresUnread);
    const [only] = unread;
    if (!only) return;
    report(
      unread.length === 1 ? { resource: only.id } : {},
      `${listed(
        unread.map(({ name }) => name),
        5,
      )} ${unread.length === 1 ? 'keeps' : 'keep'} failed work and nothing in the drawing reads it: set an alarm on the number of visible messages`,
    );
  },
};

function keepsFailuresUnread({ inbound, outbound }: Resource): boolean {
  return (
    inbound.some(({ kind, to }) => kind.role === 'failure' && to.contract === 'enqueue') &&
    !outbound.some(({ kind }) => kind.role === 'work')
  );
}
