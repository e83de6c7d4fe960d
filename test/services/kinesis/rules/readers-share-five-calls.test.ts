import { readersShareFiveCalls } from '#shared/services/kinesis/rules/readers-share-five-calls';
import { aFunction, aStream, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(readersShareFiveCalls, {
  valid: {
    'five shared readers': [
      aStream('clicks'),
      ...numbered(5, (n) => [aFunction(`f${n}`), joined('lambda/stream-event-source', 'clicks', `f${n}`)]),
    ],
    'six readers, one of them with enhanced fan-out': [
      aStream('clicks'),
      ...numbered(6, (n) => [
        aFunction(`f${n}`),
        joined('lambda/stream-event-source', 'clicks', `f${n}`, { enhancedFanOut: n === 0 }),
      ]),
    ],
  },
  invalid: {
    'six shared readers': {
      drawn: [
        aStream('clicks'),
        ...numbered(6, (n) => [aFunction(`f${n}`), joined('lambda/stream-event-source', 'clicks', `f${n}`)]),
      ],
      message:
        '6 readers share clicks (f0, f1, f2, f3, f4 and f5) but a shard answers 5 calls a second: give some of them enhanced fan-out',
      at: { resource: 'clicks' },
    },
  },
});
