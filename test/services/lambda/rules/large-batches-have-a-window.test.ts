import { largeBatchesHaveAWindow } from '#shared/services/lambda/rules/large-batches-have-a-window';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(largeBatchesHaveAWindow, {
  valid: {
    'ten messages without a window': [aQueue(), aFunction(), joined('lambda/queue-event-source', 'queue', 'worker')],
    'a hundred messages with one': [
      aQueue(),
      aFunction(),
      joined('lambda/queue-event-source', 'queue', 'worker', { batchSize: 100, batchingWindow: 1 }),
    ],
  },
  invalid: {
    'a hundred messages without one': {
      drawn: [aQueue(), aFunction(), joined('lambda/queue-event-source', 'queue', 'worker', { batchSize: 100 })],
      message: 'batch size is 100 but there is no batching window, which Lambda asks for above 10: set 1 s or more',
      at: { connection: 'queue--worker', field: 'batchingWindow' },
      remedy: 'Set the batching window to 1 s',
    },
  },
});
