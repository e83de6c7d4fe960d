import { givenUpRecordsAreKept } from '#shared/services/pipes/rules/given-up-records-are-kept';
import { aPipe, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (config: Readonly<Record<string, number>>) => [
  aStream(),
  aPipe(),
  joined('pipes/stream-source', 'stream', 'pipe', config),
];

testRule(givenUpRecordsAreKept, {
  valid: {
    'nothing is given up': drawn({}),
    'a dead-letter queue': [
      ...drawn({ maximumRetryAttempts: 3 }),
      aQueue('given-up'),
      joined('pipes/dead-letter-queue', 'pipe', 'given-up'),
    ],
  },
  invalid: {
    'bounded attempts': {
      drawn: drawn({ maximumRetryAttempts: 3 }),
      message: 'records of stream that fail in all attempts are skipped and lost: give pipe a dead-letter queue',
      at: { resource: 'pipe' },
      remedy: 'Keep the positions of what is given up in a queue',
    },
    'a bounded age': {
      drawn: drawn({ maximumRecordAge: 600 }),
      message:
        'records of stream older than its maximum record age are skipped and lost: give pipe a dead-letter queue',
      at: { resource: 'pipe' },
      remedy: 'Keep the positions of what is given up in a queue',
    },
  },
});
