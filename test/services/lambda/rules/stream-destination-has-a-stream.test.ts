import { streamDestinationHasAStream } from '#shared/services/lambda/rules/stream-destination-has-a-stream';
import { aFunction, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(streamDestinationHasAStream, {
  valid: {
    'a function that reads a stream': [
      aStream('clicks'),
      aFunction(),
      aQueue('failed'),
      joined('lambda/stream-event-source', 'clicks', 'worker'),
      joined('lambda/stream-on-failure-queue', 'worker', 'failed'),
    ],
  },
  invalid: {
    'a function that reads none': {
      drawn: [
        aQueue('jobs'),
        aFunction(),
        aQueue('failed'),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
        joined('lambda/stream-on-failure-queue', 'worker', 'failed'),
      ],
      message:
        'worker reads no stream, so that failed gets nothing: use a destination for asynchronous events, or remove it',
      at: { connection: 'worker--failed' },
      remedy: 'Remove the destination',
    },
  },
});
