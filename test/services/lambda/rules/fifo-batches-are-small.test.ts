import { fifoBatchesAreSmall } from '#shared/services/lambda/rules/fifo-batches-are-small';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(fifoBatchesAreSmall, {
  valid: {
    'ten messages': [
      aQueue('jobs', { fifo: true }),
      aFunction(),
      joined('lambda/queue-event-source', 'jobs', 'worker', { batchSize: 10 }),
    ],
    'a hundred messages of a standard queue': [
      aQueue('jobs'),
      aFunction(),
      joined('lambda/queue-event-source', 'jobs', 'worker', { batchSize: 100, batchingWindow: 1 }),
    ],
  },
  invalid: {
    'a hundred messages of a FIFO queue': {
      drawn: [
        aQueue('jobs', { fifo: true }),
        aFunction(),
        joined('lambda/queue-event-source', 'jobs', 'worker', { batchSize: 100 }),
      ],
      message: 'batch size is 100 but of the FIFO queue jobs Lambda takes at most 10: set 10 or less',
      at: { connection: 'jobs--worker', field: 'batchSize' },
      remedy: 'Set batch size to 10',
    },
  },
});
