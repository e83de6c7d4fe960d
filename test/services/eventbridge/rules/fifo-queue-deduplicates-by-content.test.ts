import { fifoQueueDeduplicatesByContent } from '#shared/services/eventbridge/rules/fifo-queue-deduplicates-by-content';
import { aBus, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(fifoQueueDeduplicatesByContent, {
  valid: {
    'a FIFO queue that deduplicates by content': [
      aBus(),
      aQueue('line', { fifo: true, contentBasedDeduplication: true }),
      joined('eventbridge/queue-target', 'bus', 'line'),
    ],
    'a standard queue': [aBus(), aQueue('jobs'), joined('eventbridge/queue-target', 'bus', 'jobs')],
  },
  invalid: {
    'a FIFO queue that asks for an id': {
      drawn: [aBus(), aQueue('line', { fifo: true }), joined('eventbridge/queue-target', 'bus', 'line')],
      message:
        'bus sends no deduplication id and line does not make one from the content: every message is refused; switch on content-based deduplication',
      at: { connection: 'bus--line' },
      remedy: 'Let line deduplicate by content',
    },
  },
});
