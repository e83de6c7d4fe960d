import { failedRecordsAreNamed } from '#shared/services/pipes/rules/failed-records-are-named';
import { aFunction, aPipe, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (reportBatchItemFailures: boolean, batchSize = 10) => [
  aQueue('jobs'),
  aPipe(),
  aFunction(),
  joined('pipes/queue-source', 'jobs', 'pipe', { batchSize }),
  joined('pipes/function-target', 'pipe', 'worker', { reportBatchItemFailures }),
];

testRule(failedRecordsAreNamed, {
  valid: { 'failures are named': drawn(true), 'one message at a time': drawn(false, 1) },
  invalid: {
    'a batch without names': {
      drawn: drawn(false),
      message:
        'one record that fails in worker brings back its whole batch of up to 10 from jobs: name the failed records, and return them from the code',
      at: { connection: 'pipe--worker', field: 'reportBatchItemFailures' },
      remedy: 'Name failed records',
    },
  },
});
