import { hasOneDestinationForEachEnd } from '#shared/services/lambda/rules/has-one-destination-for-each-end';
import { aFunction, aQueue, aStream, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(hasOneDestinationForEachEnd, {
  valid: {
    'one for success and one for failure': [
      aFunction(),
      aQueue('done'),
      aQueue('failed'),
      joined('lambda/on-success-queue', 'worker', 'done'),
      joined('lambda/on-failure-queue', 'worker', 'failed'),
    ],
    'one for each of two streams': [
      aStream('a'),
      aStream('b'),
      aFunction(),
      aQueue('fa'),
      aQueue('fb'),
      joined('lambda/stream-event-source', 'a', 'worker'),
      joined('lambda/stream-event-source', 'b', 'worker'),
      joined('lambda/stream-on-failure-queue', 'worker', 'fa'),
      joined('lambda/stream-on-failure-queue', 'worker', 'fb'),
    ],
  },
  invalid: {
    'two for failure': {
      drawn: [
        aFunction(),
        aQueue('failed'),
        aTopic('alarm'),
        joined('lambda/on-failure-queue', 'worker', 'failed'),
        joined('lambda/on-failure-topic', 'worker', 'alarm'),
      ],
      message:
        'worker has 2 destinations for events that fail (alarm and failed) but Lambda takes 1: keep 1, or send to a topic that tells the others',
      at: { connection: 'worker--failed' },
      remedy: 'Disconnect failed',
    },
    'two for one stream': {
      drawn: [
        aStream('a'),
        aFunction(),
        aQueue('fa'),
        aQueue('fb'),
        joined('lambda/stream-event-source', 'a', 'worker'),
        joined('lambda/stream-on-failure-queue', 'worker', 'fa'),
        joined('lambda/stream-on-failure-queue', 'worker', 'fb'),
      ],
      message:
        'worker has 2 destinations for failed batches of its streams (fa and fb) but Lambda takes 1: keep 1, or send to a topic that tells the others',
      at: { connection: 'worker--fb' },
      remedy: 'Disconnect fb',
    },
  },
});
