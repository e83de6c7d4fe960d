import { fanOutIsNeeded } from '#shared/services/lambda/rules/fan-out-is-needed';
import { aFunction, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(fanOutIsNeeded, {
  valid: {
    'enhanced fan-out beside another reader': [
      aStream('clicks'),
      aFunction('archive'),
      aFunction('detect'),
      joined('lambda/stream-event-source', 'clicks', 'archive'),
      joined('lambda/stream-event-source', 'clicks', 'detect', { enhancedFanOut: true }),
    ],
    'a reader that shares': [
      aStream('clicks'),
      aFunction('archive'),
      joined('lambda/stream-event-source', 'clicks', 'archive'),
    ],
  },
  invalid: {
    'enhanced fan-out of the only reader': {
      drawn: [
        aStream('clicks'),
        aFunction('detect'),
        joined('lambda/stream-event-source', 'clicks', 'detect', { enhancedFanOut: true }),
      ],
      message:
        'detect pays for enhanced fan-out but is the only reader of clicks: shared reading has the same 2 MB a second of each shard, unless a delay of a second is too long',
      at: { connection: 'clicks--detect', field: 'enhancedFanOut' },
      remedy: 'Read shared',
    },
  },
});
