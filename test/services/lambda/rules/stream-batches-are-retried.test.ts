import { streamBatchesAreRetried } from '#shared/services/lambda/rules/stream-batches-are-retried';
import { aFunction, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(streamBatchesAreRetried, {
  valid: {
    'five retries': [
      aStream('clicks'),
      aFunction(),
      joined('lambda/stream-event-source', 'clicks', 'worker', { maximumRetryAttempts: 5 }),
    ],
  },
  invalid: {
    none: {
      drawn: [
        aStream('clicks'),
        aFunction(),
        joined('lambda/stream-event-source', 'clicks', 'worker', { maximumRetryAttempts: 0 }),
      ],
      message: 'a batch of clicks is given up the first time that worker fails: allow a few retries',
      at: { connection: 'clicks--worker', field: 'maximumRetryAttempts' },
      remedy: 'Allow 5 retries',
    },
  },
});
