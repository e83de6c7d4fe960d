import { filterShareHasAPattern } from '#shared/services/lambda/rules/filter-share-has-a-pattern';
import { aFunction, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(filterShareHasAPattern, {
  valid: {
    'a share with a pattern': [
      aQueue(),
      aFunction(),
      joined('lambda/queue-event-source', 'queue', 'worker', {
        filterShare: 0.5,
        filterPattern: '{"body": {"type": ["order"]}}',
      }),
    ],
  },
  invalid: {
    'a share without one': {
      drawn: [aStream(), aFunction(), joined('lambda/stream-event-source', 'stream', 'worker', { filterShare: 0.5 })],
      message:
        '50 % of the records are to reach worker but there is no filter pattern: the exported mapping hands over all of them; write the pattern',
      at: { connection: 'stream--worker', field: 'filterPattern' },
      remedy: 'Count on all records',
    },
  },
});
