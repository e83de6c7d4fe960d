import { undeliveredEventsAreKept } from '#shared/services/eventbridge/rules/undelivered-events-are-kept';
import { aBus, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(undeliveredEventsAreKept, {
  valid: {
    'a dead-letter queue for all targets': [
      aBus(),
      aFunction(),
      aQueue('undelivered'),
      joined('eventbridge/function-target', 'bus', 'worker'),
      joined('eventbridge/target-dead-letter', 'bus', 'undelivered'),
    ],
    'one for the target that there is': [
      aBus(),
      aFunction(),
      aQueue('undelivered'),
      joined('eventbridge/function-target', 'bus', 'worker'),
      joined('eventbridge/target-dead-letter', 'bus', 'undelivered', { target: 'bus--worker' }),
    ],
  },
  invalid: {
    'a target without one': {
      drawn: [aBus(), aFunction(), joined('eventbridge/function-target', 'bus', 'worker', { maximumEventAge: 3600 })],
      message:
        'events of bus that worker did not get within 3,600 s are lost, at once where the permission is missing: give the target a dead-letter queue',
      at: { resource: 'bus' },
      remedy: 'Keep undelivered events of bus',
    },
  },
});
