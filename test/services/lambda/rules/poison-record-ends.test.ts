import { poisonRecordEnds } from '#shared/services/lambda/rules/poison-record-ends';
import { aFunction, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(poisonRecordEnds, {
  valid: {
    'a bound on attempts': [
      aStream('clicks'),
      aFunction(),
      joined('lambda/stream-event-source', 'clicks', 'worker', { maximumRetryAttempts: 5 }),
    ],
    'a bound on age': [
      aStream('clicks'),
      aFunction(),
      joined('lambda/stream-event-source', 'clicks', 'worker', { maximumRecordAge: 3600 }),
    ],
  },
  invalid: {
    neither: {
      drawn: [aStream('clicks'), aFunction(), joined('lambda/stream-event-source', 'clicks', 'worker')],
      message:
        'one record that always fails in worker blocks its shard of clicks for up to 1 day: bound the attempts, and split failing batches',
      at: { connection: 'clicks--worker', field: 'maximumRetryAttempts' },
      remedy: 'Give up after 5 retries and split failing batches',
    },
  },
});
