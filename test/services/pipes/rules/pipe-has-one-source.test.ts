import { pipeHasOneSource } from '#shared/services/pipes/rules/pipe-has-one-source';
import { aPipe, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(pipeHasOneSource, {
  valid: { 'a queue': [aPipe(), aQueue(), joined('pipes/queue-source', 'queue', 'pipe')] },
  invalid: {
    'nothing to poll': {
      drawn: [aPipe()],
      message: 'pipe polls nothing: draw a connection from a queue, a data stream or a table’s stream',
      at: { resource: 'pipe' },
    },
    'two sources': {
      drawn: [
        aPipe(),
        aQueue(),
        aStream(),
        joined('pipes/queue-source', 'queue', 'pipe'),
        joined('pipes/stream-source', 'stream', 'pipe'),
      ],
      message: 'pipe polls queue and stream, but a pipe has one source: use one for each',
      at: { resource: 'pipe' },
    },
  },
});
