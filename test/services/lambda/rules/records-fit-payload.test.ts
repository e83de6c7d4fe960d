import { recordsFitPayload } from '#shared/services/lambda/rules/records-fit-payload';
import { aFunction, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(recordsFitPayload, {
  valid: {
    'records of 1 MiB': [aStream('clicks'), aFunction(), joined('lambda/stream-event-source', 'clicks', 'worker')],
    'larger ones with a failure destination': [
      aStream('clicks', { maximumRecordSize: 10_485_760 }),
      aFunction(),
      aQueue('failed'),
      joined('lambda/stream-event-source', 'clicks', 'worker'),
      joined('lambda/stream-on-failure-queue', 'worker', 'failed'),
    ],
  },
  invalid: {
    'larger ones without': {
      drawn: [
        aStream('clicks', { maximumRecordSize: 10_485_760 }),
        aFunction(),
        joined('lambda/stream-event-source', 'clicks', 'worker'),
      ],
      message:
        'clicks takes records of 10 MiB but worker can be given 4,608 KiB at most, and has no stream failure destination for larger ones: lower the record size, or add the destination',
      at: { connection: 'clicks--worker' },
      remedy: 'Take records of at most 4,608 KiB',
    },
  },
});
