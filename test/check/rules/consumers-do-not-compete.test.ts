import { consumersDoNotCompete } from '#shared/check/rules/consumers-do-not-compete';
import { aFunction, aQueue, aStream, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(consumersDoNotCompete, {
  valid: {
    'one consumer': [aQueue('jobs'), aFunction(), joined('lambda/queue-event-source', 'jobs', 'worker')],
    'two readers of a stream, which both get everything': [
      aStream('clicks'),
      aFunction('archive'),
      aFunction('detect'),
      joined('lambda/stream-event-source', 'clicks', 'archive'),
      joined('lambda/stream-event-source', 'clicks', 'detect'),
    ],
  },
  invalid: {
    'two functions on one queue': {
      drawn: [
        aQueue('jobs'),
        aFunction('bill'),
        aFunction('ship'),
        joined('lambda/queue-event-source', 'jobs', 'bill'),
        joined('lambda/queue-event-source', 'jobs', 'ship'),
      ],
      message:
        'bill and ship share the messages of jobs, each gets a part of them by chance: fan out with a topic and a queue for each, or leave one consumer',
      at: { resource: 'jobs' },
    },
  },
});
