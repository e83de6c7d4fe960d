import { recordAgeIsBelowRetention } from '#shared/services/pipes/rules/record-age-is-below-retention';
import { aPipe, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (maximumRecordAge: number) => [
  aStream(),
  aPipe(),
  joined('pipes/stream-source', 'stream', 'pipe', { maximumRecordAge }),
];

testRule(recordAgeIsBelowRetention, {
  valid: { 'half of the retention': drawn(43_200) },
  invalid: {
    'all of it': {
      drawn: drawn(86_400),
      message:
        'pipe gives records up after 1 day but stream deletes them after 1 day: lower the age, or keep records longer',
      at: { connection: 'stream--pipe', field: 'maximumRecordAge' },
      remedy: 'Set maximum record age to 12 h',
    },
  },
});
