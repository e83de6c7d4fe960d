import { fifoQueueHasOneGroup } from '#shared/services/eventbridge/rules/fifo-queue-has-one-group';
import { aBus, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(fifoQueueHasOneGroup, {
  valid: {
    'a queue that counts on the one group': [
      aBus(),
      aQueue('line', { fifo: true, contentBasedDeduplication: true, messageGroups: 1 }),
      aFunction(),
      joined('eventbridge/queue-target', 'bus', 'line'),
      joined('lambda/queue-event-source', 'line', 'worker'),
    ],
    'a rule that takes the group from the event': [
      aBus(),
      aQueue('line', { fifo: true, contentBasedDeduplication: true, messageGroups: 50 }),
      aFunction(),
      joined('eventbridge/queue-target', 'bus', 'line', { messageGroup: '$.detail.customer' }),
      joined('lambda/queue-event-source', 'line', 'worker'),
    ],
    'a queue that a function sends to as well': [
      aBus(),
      aQueue('line', { fifo: true, contentBasedDeduplication: true, messageGroups: 50 }),
      aFunction(),
      joined('eventbridge/queue-target', 'bus', 'line'),
      joined('lambda/send-message', 'worker', 'line'),
      joined('lambda/queue-event-source', 'line', 'worker'),
    ],
  },
  invalid: {
    'a queue that counts on many groups': {
      drawn: [
        aBus(),
        aQueue('line', { fifo: true, contentBasedDeduplication: true, messageGroups: 50 }),
        aFunction(),
        joined('eventbridge/queue-target', 'bus', 'line'),
        joined('lambda/queue-event-source', 'line', 'worker'),
      ],
      message:
        'line counts on 50 message groups but rules give it 1 (events), which is worked on one batch at a time: count on 1, or take the group from the event by a path',
      at: { connection: 'bus--line', field: 'messageGroup' },
      remedy: 'Count on 1 message group',
    },
  },
});
