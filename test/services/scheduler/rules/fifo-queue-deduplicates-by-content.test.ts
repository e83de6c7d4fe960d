import { fifoQueueDeduplicatesByContent } from '#shared/services/scheduler/rules/fifo-queue-deduplicates-by-content';
import { aQueue, aSchedule, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(fifoQueueDeduplicatesByContent, {
  valid: {
    'a queue that does': [
      aSchedule(),
      aQueue('line', { fifo: true, contentBasedDeduplication: true }),
      joined('scheduler/queue-target', 'schedule', 'line'),
    ],
    'a standard queue': [aSchedule(), aQueue('line'), joined('scheduler/queue-target', 'schedule', 'line')],
  },
  invalid: {
    'a queue that does not': {
      drawn: [aSchedule(), aQueue('line', { fifo: true }), joined('scheduler/queue-target', 'schedule', 'line')],
      message:
        'schedule sends no deduplication id and line does not make one from the content: every message is refused; switch on content-based deduplication',
      at: { connection: 'schedule--line' },
      remedy: 'Let line deduplicate by content',
    },
  },
});
