import { batchFailuresAreReported } from '#shared/services/lambda/rules/batch-failures-are-reported';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(batchFailuresAreReported, {
  valid: {
    'failures that are reported': [
      aQueue(),
      aFunction(),
      joined('lambda/queue-event-source', 'queue', 'worker', { reportBatchItemFailures: true }),
    ],
    'batches of one': [aQueue(), aFunction(), joined('lambda/queue-event-source', 'queue', 'worker', { batchSize: 1 })],
  },
  invalid: {
    'batches that fail as a whole': {
      drawn: [aQueue(), aFunction(), joined('lambda/queue-event-source', 'queue', 'worker')],
      message:
        'one failed message of queue brings back its whole batch of up to 10: report the failed items, and return them from the code',
      at: { connection: 'queue--worker', field: 'reportBatchItemFailures' },
      remedy: 'Report batch item failures',
    },
  },
});
