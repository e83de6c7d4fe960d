import { busHasRules } from '#shared/services/eventbridge/rules/bus-has-rules';
import { aBus, aClient, aFlow, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(busHasRules, {
  valid: {
    'a bus with a rule': [
      aClient('shop'),
      aBus(),
      aFunction(),
      joined('client/put-events', 'shop', 'bus'),
      joined('eventbridge/function-target', 'bus', 'worker'),
    ],
    'a bus that archives what it gets': [
      aClient('shop'),
      aBus('bus', { hasArchive: true }),
      joined('client/put-events', 'shop', 'bus'),
    ],
  },
  invalid: {
    'a bus without a rule': {
      drawn: [aClient('shop'), aBus(), joined('client/put-events', 'shop', 'bus')],
      message:
        'no rule of bus takes the events that are put there, so that they are gone and still charged: draw a rule to a function, a queue or a topic',
      at: { resource: 'bus' },
    },
    'a default bus that only hears of the runs of a flow': {
      drawn: [aFlow(), aBus('bus', { bus: 'default' }), joined('appflow/status-events', 'flow', 'bus')],
      message:
        'no rule of bus takes the events that are put there, so that they are gone: draw a rule to a function, a queue or a topic',
      at: { resource: 'bus' },
    },
  },
});
