import { filterPatternIsJson } from '#shared/services/lambda/rules/filter-pattern-is-json';
import { aFunction, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(filterPatternIsJson, {
  valid: {
    'a pattern': [
      aQueue(),
      aFunction(),
      joined('lambda/queue-event-source', 'queue', 'worker', { filterPattern: '{"body": {"type": ["order"]}}' }),
    ],
    none: [aQueue(), aFunction(), joined('lambda/queue-event-source', 'queue', 'worker')],
  },
  invalid: {
    'text that is not JSON': {
      drawn: [
        aQueue(),
        aFunction(),
        joined('lambda/queue-event-source', 'queue', 'worker', { filterPattern: 'type = order' }),
      ],
      message:
        'the filter pattern is not a JSON object, and Lambda refuses it: write it like {"body": {"type": ["order"]}}',
      at: { connection: 'queue--worker', field: 'filterPattern' },
    },
    'JSON that is no object': {
      drawn: [
        aStream(),
        aFunction(),
        joined('lambda/stream-event-source', 'stream', 'worker', { filterPattern: '["order"]' }),
      ],
      message:
        'the filter pattern is not a JSON object, and Lambda refuses it: write it like {"body": {"type": ["order"]}}',
      at: { connection: 'stream--worker', field: 'filterPattern' },
    },
  },
});
