import { poisonRecordIsIsolated } from '#shared/services/lambda/rules/poison-record-is-isolated';
import { aFunction, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(poisonRecordIsIsolated, {
  valid: {
    'batches that are split': [
      aStream('clicks'),
      aFunction(),
      joined('lambda/stream-event-source', 'clicks', 'worker', { maximumRetryAttempts: 5, bisectBatchOnError: true }),
    ],
    'failures that are reported': [
      aStream('clicks'),
      aFunction(),
      joined('lambda/stream-event-source', 'clicks', 'worker', {
        maximumRetryAttempts: 5,
        reportBatchItemFailures: true,
      }),
    ],
    'a mapping that never gives up': [
      aStream('clicks'),
      aFunction(),
      joined('lambda/stream-event-source', 'clicks', 'worker'),
    ],
  },
  invalid: {
    'whole batches that are given up': {
      drawn: [
        aStream('clicks'),
        aFunction(),
        joined('lambda/stream-event-source', 'clicks', 'worker', { maximumRetryAttempts: 5 }),
      ],
      message:
        'one record that always fails in worker takes up to 99 good ones with it when its batch is given up: split failing batches',
      at: { connection: 'clicks--worker', field: 'bisectBatchOnError' },
      remedy: 'Bisect batches on error',
    },
  },
});
