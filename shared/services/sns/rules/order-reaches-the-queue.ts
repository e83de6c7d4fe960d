import type { ConnectionRule } from '#shared/model/rule';
import type { QueueSubscriptionConfig } from '../subscription-config';

export const orderReachesTheQueue: ConnectionRule<QueueSubscriptionConfig, 'deliver', 'enqueue'> = {
  id: 'sns/order-reaches-the-queue',
  title: 'a FIFO topic delivers to a FIFO queue',
  severity: 'info',
  category: 'semantics',
  why: 'A FIFO topic may deliver to a standard queue, for a consumer that needs neither. Order and deduplication end there: the queue may hand out messages in another order, and twice.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    if (!from.terms.fifo || to.terms.fifo) return;
    report(
      { connection: id },
      `${from.resource.name} keeps order but ${to.resource.name} is a standard queue, where order and deduplication end: use a FIFO queue if its consumer needs them`,
    );
  },
};
