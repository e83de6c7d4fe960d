import { streamHasTwoReaders } from '#shared/services/dynamodb/rules/stream-has-two-readers';
import { aFunction, aTable, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(streamHasTwoReaders, {
  valid: {
    'two readers': [
      aTable('orders'),
      ...numbered(2, (n) => [aFunction(`f${n}`), joined('lambda/stream-event-source', 'orders', `f${n}`)]),
    ],
  },
  invalid: {
    'three readers': {
      drawn: [
        aTable('orders'),
        ...numbered(3, (n) => [aFunction(`f${n}`), joined('lambda/stream-event-source', 'orders', `f${n}`)]),
      ],
      message:
        '3 readers share the stream of orders (f0, f1 and f2) but a shard serves 2: let one reader fan out to the others',
      at: { resource: 'orders' },
    },
  },
});
