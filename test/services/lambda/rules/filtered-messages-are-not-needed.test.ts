import { filteredMessagesAreNotNeeded } from '#shared/services/lambda/rules/filtered-messages-are-not-needed';
import { aFunction, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(filteredMessagesAreNotNeeded, {
  valid: {
    'no filter': [aQueue(), aFunction(), joined('lambda/queue-event-source', 'queue', 'worker')],
    'a filter on a stream, which keeps its records': [
      aStream(),
      aFunction(),
      joined('lambda/stream-event-source', 'stream', 'worker', {
        filterShare: 0.5,
        filterPattern: '{"data": {"type": ["order"]}}',
      }),
    ],
  },
  invalid: {
    'a filter on a queue': {
      drawn: [
        aQueue('jobs'),
        aFunction(),
        joined('lambda/queue-event-source', 'jobs', 'worker', {
          filterShare: 0.7,
          filterPattern: '{"body": {"type": ["order"]}}',
        }),
      ],
      message:
        'the filter deletes 30 % of the messages of jobs unread: if another consumer needs them, filter at a topic and give each consumer its own queue',
      at: { connection: 'jobs--worker', field: 'filterShare' },
    },
  },
});
