import { patternIsAccepted } from '#shared/services/eventbridge/rules/pattern-is-accepted';
import { aBus, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(patternIsAccepted, {
  valid: {
    'a nested pattern': [
      aBus(),
      aFunction(),
      joined('eventbridge/function-target', 'bus', 'worker', {
        pattern: '{"source": ["shop"], "detail": {"order": {"total": [{"numeric": [">", 100]}]}}}',
      }),
    ],
    'no pattern': [aBus(), aFunction(), joined('eventbridge/function-target', 'bus', 'worker')],
  },
  invalid: {
    'a pattern that is not JSON': {
      drawn: [
        aBus(),
        aFunction(),
        joined('eventbridge/function-target', 'bus', 'worker', { pattern: 'source = shop' }),
      ],
      message:
        'the event pattern is not a JSON object, and EventBridge refuses it: write it like {"source": ["orders"]}',
      at: { connection: 'bus--worker', field: 'pattern' },
    },
    'a value without brackets': {
      drawn: [
        aBus(),
        aFunction(),
        joined('eventbridge/function-target', 'bus', 'worker', { pattern: '{"detail": {"type": "order"}}' }),
      ],
      message: 'the event pattern’s detail.type is not a list, which EventBridge asks for: put its value in brackets',
      at: { connection: 'bus--worker', field: 'pattern' },
    },
    'a field that no event has': {
      drawn: [
        aBus(),
        aFunction(),
        joined('eventbridge/function-target', 'bus', 'worker', { pattern: '{"customer": ["a"]}' }),
      ],
      message: 'the event pattern’s customer is no field of an event: put it inside detail',
      at: { connection: 'bus--worker', field: 'pattern' },
    },
  },
});
