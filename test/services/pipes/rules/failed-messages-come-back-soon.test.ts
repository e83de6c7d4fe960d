import { failedMessagesComeBackSoon } from '#shared/services/pipes/rules/failed-messages-come-back-soon';
import { aPipe, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (batchingWindow: number, visibilityTimeout = 30) => [
  aQueue('jobs', { visibilityTimeout }),
  aPipe(),
  joined('pipes/queue-source', 'jobs', 'pipe', { batchingWindow }),
];

testRule(failedMessagesComeBackSoon, {
  valid: { 'no window': drawn(0), 'a visibility timeout that is as long': drawn(50, 500) },
  invalid: {
    'a window': {
      drawn: drawn(10),
      message:
        'with a batching window of 10 s what fails comes back to jobs after about 460 s, not after its 30 s: leave the window out where retries are urgent',
      at: { connection: 'jobs--pipe', field: 'batchingWindow' },
      remedy: 'Leave the batching window out',
    },
  },
});
