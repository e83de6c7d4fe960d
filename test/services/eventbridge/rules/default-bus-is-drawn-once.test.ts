import { defaultBusIsDrawnOnce } from '#shared/services/eventbridge/rules/default-bus-is-drawn-once';
import { aBus } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(defaultBusIsDrawnOnce, {
  valid: { 'the default bus beside a custom one': [aBus('events', { bus: 'default' }), aBus('orders')] },
  invalid: {
    'two that are the same': {
      drawn: [aBus('events', { bus: 'default' }), aBus('objects', { bus: 'default' })],
      message:
        'events and objects are both the default bus, of which the account has one: draw it once, or make objects a custom bus',
      at: { resource: 'objects', field: 'bus' },
    },
  },
});
