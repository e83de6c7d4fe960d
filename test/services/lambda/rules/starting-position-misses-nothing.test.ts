import { startingPositionMissesNothing } from '#shared/services/lambda/rules/starting-position-misses-nothing';
import { aFunction, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(startingPositionMissesNothing, {
  valid: {
    'the oldest record': [aStream('clicks'), aFunction(), joined('lambda/stream-event-source', 'clicks', 'worker')],
  },
  invalid: {
    'the latest': {
      drawn: [
        aStream('clicks'),
        aFunction(),
        joined('lambda/stream-event-source', 'clicks', 'worker', { startingPosition: 'LATEST' }),
      ],
      message:
        'worker starts at LATEST and misses what clicks takes while the mapping is made: start at TRIM_HORIZON unless old records do harm',
      at: { connection: 'clicks--worker', field: 'startingPosition' },
      remedy: 'Start at TRIM_HORIZON',
    },
  },
});
