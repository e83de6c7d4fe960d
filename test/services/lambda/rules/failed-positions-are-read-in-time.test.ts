import { failedPositionsAreReadInTime } from '#shared/services/lambda/rules/failed-positions-are-read-in-time';
import { aFunction, aQueue, aStream, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(failedPositionsAreReadInTime, {
  valid: {
    'positions that expire with their records': [
      aStream('clicks', { retention: 604_800 }),
      aFunction(),
      aQueue('failed'),
      joined('lambda/stream-event-source', 'clicks', 'worker'),
      joined('lambda/stream-on-failure-queue', 'worker', 'failed'),
    ],
    'a topic, which keeps nothing': [
      aStream('clicks'),
      aFunction(),
      aTopic('failed'),
      joined('lambda/stream-event-source', 'clicks', 'worker'),
      joined('lambda/stream-on-failure-topic', 'worker', 'failed'),
    ],
  },
  invalid: {
    'positions that outlive their records': {
      drawn: [
        aStream('clicks'),
        aFunction(),
        aQueue('failed'),
        joined('lambda/stream-event-source', 'clicks', 'worker'),
        joined('lambda/stream-on-failure-queue', 'worker', 'failed'),
      ],
      message:
        'failed keeps positions for 4 days but clicks deletes the records after 1 day: read failed batches back before, or keep records longer',
      at: { connection: 'worker--failed' },
    },
  },
});
