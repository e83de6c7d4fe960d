import { streamFailuresAreKept } from '#shared/services/lambda/rules/stream-failures-are-kept';
import { aFunction, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(streamFailuresAreKept, {
  valid: {
    'a failure destination': [
      aStream('clicks'),
      aFunction(),
      aQueue('failed'),
      joined('lambda/stream-event-source', 'clicks', 'worker', { maximumRetryAttempts: 5 }),
      joined('lambda/stream-on-failure-queue', 'worker', 'failed'),
    ],
    'a mapping that never gives up': [
      aStream('clicks'),
      aFunction(),
      joined('lambda/stream-event-source', 'clicks', 'worker'),
    ],
  },
  invalid: {
    'attempts that end': {
      drawn: [
        aStream('clicks'),
        aFunction(),
        joined('lambda/stream-event-source', 'clicks', 'worker', { maximumRetryAttempts: 5 }),
      ],
      message:
        'batches of clicks that fail in all attempts are skipped and lost: give worker a stream failure destination',
      at: { resource: 'worker' },
      remedy: 'Keep the positions of failed batches in a queue',
    },
    'an age that ends': {
      drawn: [
        aStream('clicks'),
        aFunction(),
        joined('lambda/stream-event-source', 'clicks', 'worker', { maximumRecordAge: 3600 }),
      ],
      message:
        'batches of clicks older than its maximum record age are skipped and lost: give worker a stream failure destination',
      at: { resource: 'worker' },
      remedy: 'Keep the positions of failed batches in a queue',
    },
  },
});
