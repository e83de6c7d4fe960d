import { topicHasSubscribers } from '#shared/services/sns/rules/topic-has-subscribers';
import { aClient, aFunction, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(topicHasSubscribers, {
  valid: {
    'a topic with a subscriber': [
      aClient('shop'),
      aTopic('orders'),
      aFunction(),
      joined('client/publish', 'shop', 'orders'),
      joined('sns/function-subscription', 'orders', 'worker'),
    ],
    'a topic that nobody publishes to': [aTopic('orders')],
  },
  invalid: {
    'a topic without one': {
      drawn: [aClient('shop'), aTopic('orders'), joined('client/publish', 'shop', 'orders')],
      message: 'nothing subscribes to orders, so that what is published there is gone: subscribe a queue or a function',
      at: { resource: 'orders' },
    },
  },
});
