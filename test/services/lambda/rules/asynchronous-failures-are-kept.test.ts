import { asynchronousFailuresAreKept } from '#shared/services/lambda/rules/asynchronous-failures-are-kept';
import { aClient, aFunction, aQueue, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(asynchronousFailuresAreKept, {
  valid: {
    'a failure destination': [
      aTopic(),
      aFunction(),
      aQueue('failed'),
      joined('sns/function-subscription', 'topic', 'worker'),
      joined('lambda/on-failure-queue', 'worker', 'failed'),
    ],
    'work that a caller waits for': [aClient(), aFunction(), joined('client/invoke', 'client', 'worker')],
  },
  invalid: {
    'events of a topic without one': {
      drawn: [aTopic(), aFunction(), joined('sns/function-subscription', 'topic', 'worker')],
      message:
        'events of topic that fail 3 times, or wait longer than 6 h, are lost: give worker a failure destination',
      at: { resource: 'worker' },
      remedy: 'Keep failed events of worker in a queue',
    },
    'a single attempt and a queue of the wanted name that exists already': {
      drawn: [
        aTopic(),
        aFunction('worker', { asyncRetryAttempts: 0, maximumEventAge: 60 }),
        aQueue('worker-failed'),
        joined('sns/function-subscription', 'topic', 'worker'),
      ],
      message: 'events of topic that fail once, or wait longer than 60 s, are lost: give worker a failure destination',
      at: { resource: 'worker' },
      remedy: 'Keep failed events of worker in a queue',
    },
  },
});
