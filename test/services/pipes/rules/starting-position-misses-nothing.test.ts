import { startingPositionMissesNothing } from '#shared/services/pipes/rules/starting-position-misses-nothing';
import { aPipe, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (startingPosition: string) => [
  aStream(),
  aPipe(),
  joined('pipes/stream-source', 'stream', 'pipe', { startingPosition }),
];

testRule(startingPositionMissesNothing, {
  valid: { 'the oldest record': drawn('TRIM_HORIZON') },
  invalid: {
    'the latest': {
      drawn: drawn('LATEST'),
      message:
        'pipe starts at LATEST and misses what stream takes while the pipe is made: start at TRIM_HORIZON unless old records do harm',
      at: { connection: 'stream--pipe', field: 'startingPosition' },
      remedy: 'Start at TRIM_HORIZON',
    },
  },
});
