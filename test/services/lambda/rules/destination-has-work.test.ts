import { destinationHasWork } from '#shared/services/lambda/rules/destination-has-work';
import { aClient, aFunction, aQueue, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(destinationHasWork, {
  valid: {
    'a destination of asynchronous work': [
      aTopic(),
      aFunction(),
      aQueue('failed'),
      joined('sns/function-subscription', 'topic', 'worker'),
      joined('lambda/on-failure-queue', 'worker', 'failed'),
    ],
    'a function without any work yet': [
      aFunction(),
      aQueue('failed'),
      joined('lambda/on-failure-queue', 'worker', 'failed'),
    ],
  },
  invalid: {
    'a destination of a function behind a queue': {
      drawn: [
        aQueue('jobs'),
        aFunction(),
        aQueue('failed'),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
        joined('lambda/on-failure-queue', 'worker', 'failed'),
      ],
      message:
        'nothing invokes worker asynchronously, so that failed gets nothing: give jobs a dead-letter queue instead',
      at: { connection: 'worker--failed' },
      remedy: 'Remove the destination',
    },
    'a destination of a function that callers wait for': {
      drawn: [
        aClient(),
        aFunction(),
        aQueue('done'),
        joined('client/invoke', 'client', 'worker'),
        joined('lambda/on-success-queue', 'worker', 'done'),
      ],
      message: 'nothing invokes worker asynchronously, so that done gets nothing: remove the destination',
      at: { connection: 'worker--done' },
      remedy: 'Remove the destination',
    },
  },
});
