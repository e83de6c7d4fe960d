import { fanOutIsOffered } from '#shared/services/lambda/rules/fan-out-is-offered';
import { aFunction, aStream, aTable, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(fanOutIsOffered, {
  valid: {
    'a data stream': [
      aStream('clicks'),
      aFunction(),
      joined('lambda/stream-event-source', 'clicks', 'worker', { enhancedFanOut: true }),
    ],
    'a table that is read shared': [
      aTable('orders'),
      aFunction(),
      joined('lambda/stream-event-source', 'orders', 'worker'),
    ],
  },
  invalid: {
    'a table': {
      drawn: [
        aTable('orders'),
        aFunction(),
        joined('lambda/stream-event-source', 'orders', 'worker', { enhancedFanOut: true }),
      ],
      message: 'worker asks for enhanced fan-out but the stream of orders has none: read shared',
      at: { connection: 'orders--worker', field: 'enhancedFanOut' },
      remedy: 'Read shared',
    },
  },
});
