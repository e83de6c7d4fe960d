import { deadLettersComeOfAStream } from '#shared/services/pipes/rules/dead-letters-come-of-a-stream';
import { aPipe, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const letters = [aPipe(), aQueue('dead'), joined('pipes/dead-letter-queue', 'pipe', 'dead')];

testRule(deadLettersComeOfAStream, {
  valid: { 'a stream': [...letters, aStream(), joined('pipes/stream-source', 'stream', 'pipe')] },
  invalid: {
    'a queue': {
      drawn: [...letters, aQueue('jobs'), joined('pipes/queue-source', 'jobs', 'pipe')],
      message:
        'pipe reads no stream, so that dead gets nothing: use the dead-letter queue of the queue that it polls, or remove this one',
      at: { connection: 'pipe--dead' },
      remedy: 'Remove the dead-letter queue',
    },
  },
});
