import { orderReachesTheQueue } from '#shared/services/sns/rules/order-reaches-the-queue';
import { aQueue, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(orderReachesTheQueue, {
  valid: {
    'a FIFO topic and a FIFO queue': [
      aTopic('orders', { type: 'fifo' }),
      aQueue('billing', { fifo: true }),
      joined('sns/queue-subscription', 'orders', 'billing'),
    ],
    'a standard topic, which keeps no order': [
      aTopic('orders'),
      aQueue('billing'),
      joined('sns/queue-subscription', 'orders', 'billing'),
    ],
  },
  invalid: {
    'a FIFO topic and a standard queue': {
      drawn: [
        aTopic('orders', { type: 'fifo' }),
        aQueue('archive'),
        joined('sns/queue-subscription', 'orders', 'archive'),
      ],
      message:
        'orders keeps order but archive is a standard queue, where order and deduplication end: use a FIFO queue if its consumer needs them',
      at: { connection: 'orders--archive' },
    },
  },
});
