import { failuresAreKept } from '#shared/check/rules/failures-are-kept';
import { aFunction, aQueue, aTopic, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(failuresAreKept, {
  valid: {
    'a failure destination that keeps what it gets': [
      aTopic(),
      aFunction(),
      aQueue('failed'),
      joined('sns/function-subscription', 'topic', 'worker'),
      joined('lambda/on-failure-queue', 'worker', 'failed'),
    ],
    'a topic that passes failures on': [
      aTopic(),
      aFunction(),
      aTopic('failed'),
      aQueue('failures'),
      joined('sns/function-subscription', 'topic', 'worker'),
      joined('lambda/on-failure-topic', 'worker', 'failed'),
      joined('sns/queue-subscription', 'failed', 'failures'),
    ],
  },
  invalid: {
    'a topic without a subscription': {
      drawn: [
        aTopic(),
        aFunction(),
        aTopic('failed'),
        joined('sns/function-subscription', 'topic', 'worker'),
        joined('lambda/on-failure-topic', 'worker', 'failed'),
      ],
      message:
        'failed gets what worker failed to do but has no subscription: the failures are lost; subscribe a queue to it',
      at: { resource: 'failed' },
    },
  },
});
