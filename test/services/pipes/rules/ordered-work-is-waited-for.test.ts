import { orderedWorkIsWaitedFor } from '#shared/services/pipes/rules/ordered-work-is-waited-for';
import { aFunction, aPipe, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const event = [aPipe(), aFunction(), joined('pipes/function-event', 'pipe', 'worker')];
const wrong = (source: string) => ({
  message: `${source} keeps an order, but pipe does not wait for worker: batches may overtake each other; use a target that is waited for where the order matters`,
  at: { connection: 'pipe--worker' },
});

testRule(orderedWorkIsWaitedFor, {
  valid: { 'a standard queue': [...event, aQueue('jobs'), joined('pipes/queue-source', 'jobs', 'pipe')] },
  invalid: {
    'a stream': {
      drawn: [...event, aStream(), joined('pipes/stream-source', 'stream', 'pipe')],
      ...wrong('stream'),
    },
    'a FIFO queue': {
      drawn: [...event, aQueue('jobs', { fifo: true }), joined('pipes/queue-source', 'jobs', 'pipe')],
      ...wrong('jobs'),
    },
  },
});
