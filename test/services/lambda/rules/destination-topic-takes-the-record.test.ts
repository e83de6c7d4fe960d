import { destinationTopicTakesTheRecord } from '#shared/services/lambda/rules/destination-topic-takes-the-record';
import { aClient, aFunction, aQueue, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(destinationTopicTakesTheRecord, {
  valid: {
    'small events and a topic': [
      aClient(),
      aFunction(),
      aTopic('failed'),
      joined('client/invoke-async', 'client', 'worker'),
      joined('lambda/on-failure-topic', 'worker', 'failed'),
    ],
    'large events and a queue': [
      aClient('client', { payload: 500_000 }),
      aFunction(),
      aQueue('failed'),
      joined('client/invoke-async', 'client', 'worker'),
      joined('lambda/on-failure-queue', 'worker', 'failed'),
    ],
  },
  invalid: {
    'large events and a topic': {
      drawn: [
        aClient('client', { payload: 500_000 }),
        aFunction(),
        aTopic('failed'),
        joined('client/invoke-async', 'client', 'worker'),
        joined('lambda/on-failure-topic', 'worker', 'failed'),
      ],
      message:
        'events for worker have 500,000 bytes on average but Lambda delivers 256 KiB to a topic: use a queue as the destination instead of failed',
      at: { connection: 'worker--failed' },
    },
  },
});
