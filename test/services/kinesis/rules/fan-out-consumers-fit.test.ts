import { fanOutConsumersFit } from '#shared/services/kinesis/rules/fan-out-consumers-fit';
import { aFunction, aStream, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(fanOutConsumersFit, {
  valid: {
    'twenty consumers with enhanced fan-out': [
      aStream('clicks'),
      ...numbered(20, (n) => [
        aFunction(`f${n}`),
        joined('lambda/stream-event-source', 'clicks', `f${n}`, { enhancedFanOut: true }),
      ]),
    ],
  },
  invalid: {
    'one more': {
      drawn: [
        aStream('clicks'),
        ...numbered(21, (n) => [
          aFunction(`f${n}`),
          joined('lambda/stream-event-source', 'clicks', `f${n}`, { enhancedFanOut: true }),
        ]),
      ],
      message:
        'clicks has 21 enhanced fan-out consumers but Kinesis registers 20: let some of them share, or fan out behind one',
      at: { resource: 'clicks' },
    },
  },
});
