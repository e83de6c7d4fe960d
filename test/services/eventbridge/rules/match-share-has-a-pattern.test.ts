import { matchShareHasAPattern } from '#shared/services/eventbridge/rules/match-share-has-a-pattern';
import { aBus, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(matchShareHasAPattern, {
  valid: {
    'a share with its pattern': [
      aBus(),
      aFunction(),
      joined('eventbridge/function-target', 'bus', 'worker', { matchShare: 0.2, pattern: '{"source": ["shop"]}' }),
    ],
  },
  invalid: {
    'a share without a pattern': {
      drawn: [aBus(), aFunction(), joined('eventbridge/function-target', 'bus', 'worker', { matchShare: 0.2 })],
      message:
        '20 % of the events are to reach worker but there is no event pattern: the exported rule matches all of them; write the pattern',
      at: { connection: 'bus--worker', field: 'pattern' },
      remedy: 'Count on all events',
    },
  },
});
