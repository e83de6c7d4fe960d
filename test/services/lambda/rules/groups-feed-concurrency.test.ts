import { groupsFeedConcurrency } from '#shared/services/lambda/rules/groups-feed-concurrency';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(groupsFeedConcurrency, {
  valid: {
    'more groups than batches': [
      aQueue('jobs', { fifo: true }),
      aFunction(),
      joined('lambda/queue-event-source', 'jobs', 'worker', { maximumConcurrency: 50 }),
    ],
    'a standard queue': [
      aQueue('jobs'),
      aFunction(),
      joined('lambda/queue-event-source', 'jobs', 'worker', { maximumConcurrency: 500 }),
    ],
  },
  invalid: {
    'five hundred batches for a hundred groups': {
      drawn: [
        aQueue('jobs', { fifo: true }),
        aFunction(),
        joined('lambda/queue-event-source', 'jobs', 'worker', { maximumConcurrency: 500 }),
      ],
      message:
        'maximum concurrency is 500 but jobs has 100 active message groups, each worked on by one batch: the rest is never used',
      at: { connection: 'jobs--worker', field: 'maximumConcurrency' },
      remedy: 'Set maximum concurrency to 100',
    },
  },
});
