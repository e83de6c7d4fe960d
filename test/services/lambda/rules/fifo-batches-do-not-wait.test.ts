import { fifoBatchesDoNotWait } from '#shared/services/lambda/rules/fifo-batches-do-not-wait';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(fifoBatchesDoNotWait, {
  valid: {
    'no window': [aQueue('jobs', { fifo: true }), aFunction(), joined('lambda/queue-event-source', 'jobs', 'worker')],
  },
  invalid: {
    'a window of five seconds': {
      drawn: [
        aQueue('jobs', { fifo: true }),
        aFunction(),
        joined('lambda/queue-event-source', 'jobs', 'worker', { batchingWindow: 5 }),
      ],
      message: 'batching window is 5 s but jobs is a FIFO queue, which has none: set it to 0',
      at: { connection: 'jobs--worker', field: 'batchingWindow' },
      remedy: 'Take the batching window away',
    },
  },
});
