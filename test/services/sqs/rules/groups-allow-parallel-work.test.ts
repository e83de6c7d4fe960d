import { groupsAllowParallelWork } from '#shared/services/sqs/rules/groups-allow-parallel-work';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(groupsAllowParallelWork, {
  valid: {
    'a FIFO queue with many groups': [
      aQueue('jobs', { fifo: true }),
      aFunction(),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
    ],
    'one group in a queue that nobody reads': [aQueue('jobs', { fifo: true, messageGroups: 1 })],
  },
  invalid: {
    'one group for all messages': {
      drawn: [
        aQueue('jobs', { fifo: true, messageGroups: 1 }),
        aFunction(),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
      ],
      message:
        'all messages of jobs are in one group: one batch at a time is worked on; make the group id from what must stay in order, such as the customer or the order',
      at: { resource: 'jobs', field: 'messageGroups' },
    },
  },
});
