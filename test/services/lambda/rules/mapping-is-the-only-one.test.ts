import { mappingIsTheOnlyOne } from '#shared/services/lambda/rules/mapping-is-the-only-one';
import { aFunction, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(mappingIsTheOnlyOne, {
  valid: {
    'two functions on one stream': [
      aStream(),
      aFunction('archive'),
      aFunction('detect'),
      joined('lambda/stream-event-source', 'stream', 'archive'),
      joined('lambda/stream-event-source', 'stream', 'detect'),
    ],
  },
  invalid: {
    'the same mapping twice': {
      drawn: [
        aQueue('jobs'),
        aFunction(),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
        joined('lambda/queue-event-source', 'jobs', 'worker', {}, 'jobs--worker-2'),
      ],
      message: 'jobs is mapped to worker already: Lambda refuses a second mapping; remove one of them',
      at: { connection: 'jobs--worker-2' },
      remedy: 'Remove this mapping',
    },
  },
});
