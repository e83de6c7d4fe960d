import { poisonRecordEnds } from '#shared/services/pipes/rules/poison-record-ends';
import { aPipe, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (config: Readonly<Record<string, number>>) => [
  aStream(),
  aPipe(),
  joined('pipes/stream-source', 'stream', 'pipe', config),
];

testRule(poisonRecordEnds, {
  valid: { 'bounded attempts': drawn({ maximumRetryAttempts: 3 }), 'a bounded age': drawn({ maximumRecordAge: 600 }) },
  invalid: {
    'no bound': {
      drawn: drawn({}),
      message:
        'one record that pipe cannot pass on blocks its shard of stream for up to 1 day: bound the attempts, and split failing batches',
      at: { connection: 'stream--pipe', field: 'maximumRetryAttempts' },
      remedy: 'Give up after 5 retries and split failing batches',
    },
  },
});
