import { parallelizationHasKeys } from '#shared/services/lambda/rules/parallelization-has-keys';
import { aFunction, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(parallelizationHasKeys, {
  valid: {
    'many keys': [
      aStream('clicks'),
      aFunction(),
      joined('lambda/stream-event-source', 'clicks', 'worker', { parallelizationFactor: 10 }),
    ],
    'one lane for one key': [
      aStream('clicks', { keySkew: 'single' }),
      aFunction(),
      joined('lambda/stream-event-source', 'clicks', 'worker'),
    ],
  },
  invalid: {
    'ten lanes for one key': {
      drawn: [
        aStream('clicks', { keySkew: 'single' }),
        aFunction(),
        joined('lambda/stream-event-source', 'clicks', 'worker', { parallelizationFactor: 10 }),
      ],
      message: 'parallelization factor 10 makes 10 lanes but clicks has 1 partition key: 1 is as fast',
      at: { connection: 'clicks--worker', field: 'parallelizationFactor' },
      remedy: 'Set the factor to 1',
    },
    'forty lanes for ten keys': {
      drawn: [
        aStream('clicks', { shards: 4, partitionKeys: 10 }),
        aFunction(),
        joined('lambda/stream-event-source', 'clicks', 'worker', { parallelizationFactor: 10 }),
      ],
      message: 'parallelization factor 10 makes 40 lanes but clicks has 10 partition keys: 3 is as fast',
      at: { connection: 'clicks--worker', field: 'parallelizationFactor' },
      remedy: 'Set the factor to 3',
    },
  },
});
