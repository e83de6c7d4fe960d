import { batchFitsTheStages } from '#shared/services/pipes/rules/batch-fits-the-stages';
import { aFunction, anEndpoint, aPipe, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const source = { connection: 'stream--pipe', field: 'batchSize' };
const stream = (batchSize: number) => [
  aPipe(),
  aStream(),
  joined('pipes/stream-source', 'stream', 'pipe', { batchSize }),
];

testRule(batchFitsTheStages, {
  valid: {
    'a function takes any number': [...stream(1000), aFunction(), joined('pipes/function-target', 'pipe', 'worker')],
    'ten for a queue': [...stream(10), aQueue(), joined('pipes/queue-target', 'pipe', 'queue')],
  },
  invalid: {
    'a hundred for a queue': {
      drawn: [...stream(100), aQueue(), joined('pipes/queue-target', 'pipe', 'queue')],
      message:
        'batch size is 100 but a batch for pipe and queue has 10 at most, and AWS refuses the pipe: set 10 or less',
      at: source,
      remedy: 'Set batch size to 10',
    },
    'an endpoint is asked about several': {
      drawn: [
        ...stream(10),
        anEndpoint(),
        aQueue(),
        joined('pipes/enrich-by-endpoint', 'pipe', 'partner'),
        joined('pipes/queue-target', 'pipe', 'queue'),
      ],
      message:
        'batch size is 10 but a batch for pipe and partner has 1 at most, and AWS refuses the pipe: set 1 or less',
      at: source,
      remedy: 'Set batch size to 1',
    },
    'many of a FIFO queue': {
      drawn: [
        aPipe(),
        aFunction(),
        aQueue('jobs', { fifo: true }),
        joined('pipes/queue-source', 'jobs', 'pipe', { batchSize: 50 }),
        joined('pipes/function-target', 'pipe', 'worker'),
      ],
      message:
        'batch size is 50 but a batch for pipe and the FIFO queue jobs has 10 at most, and AWS refuses the pipe: set 10 or less',
      at: { connection: 'jobs--pipe', field: 'batchSize' },
      remedy: 'Set batch size to 10',
    },
  },
});
