import { streamHasReaders } from '#shared/services/kinesis/rules/stream-has-readers';
import { aClient, aFunction, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(streamHasReaders, {
  valid: {
    'a stream with a reader': [
      aClient('sites'),
      aStream('clicks'),
      aFunction(),
      joined('client/put-record', 'sites', 'clicks'),
      joined('lambda/stream-event-source', 'clicks', 'worker'),
    ],
  },
  invalid: {
    'a stream that only fills': {
      drawn: [aClient('sites'), aStream('clicks'), joined('client/put-record', 'sites', 'clicks')],
      message: 'nothing reads clicks, and its records are deleted after 1 day: connect a reader',
      at: { resource: 'clicks' },
    },
  },
});
