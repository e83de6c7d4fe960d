import { backlogLeavesRoomForCallers } from '#shared/services/lambda/rules/backlog-leaves-room-for-callers';
import { aClient, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(backlogLeavesRoomForCallers, {
  valid: {
    'a mapping with a maximum concurrency': [
      aClient(),
      aFunction('order'),
      aQueue('jobs'),
      aFunction('render'),
      joined('client/invoke', 'client', 'order'),
      joined('lambda/queue-event-source', 'jobs', 'render', { maximumConcurrency: 100 }),
    ],
    'a reservation for the function that is waited for': [
      aClient(),
      aFunction('order', { reservedConcurrency: 100 }),
      aQueue('jobs'),
      aFunction('render'),
      joined('client/invoke', 'client', 'order'),
      joined('lambda/queue-event-source', 'jobs', 'render'),
    ],
    'a FIFO queue whose groups bound the backlog': [
      aClient(),
      aFunction('order'),
      aQueue('jobs', { fifo: true }),
      aFunction('render'),
      joined('client/invoke', 'client', 'order'),
      joined('lambda/queue-event-source', 'jobs', 'render'),
    ],
    'a worker that nobody shares with': [
      aQueue('jobs'),
      aFunction('render'),
      joined('lambda/queue-event-source', 'jobs', 'render'),
    ],
  },
  invalid: {
    'a mapping without bounds beside a function that is waited for': {
      drawn: [
        aClient(),
        aFunction('order'),
        aQueue('jobs'),
        aFunction('render'),
        joined('client/invoke', 'client', 'order'),
        joined('lambda/queue-event-source', 'jobs', 'render'),
      ],
      message:
        'a backlog in jobs may take all 1,000 of the concurrency that render shares with order, whose callers wait: set a maximum concurrency, or reserve some for order',
      at: { connection: 'jobs--render', field: 'maximumConcurrency' },
      remedy: 'Set maximum concurrency to 500',
    },
    'pollers that may ask for all of it': {
      drawn: [
        aClient(),
        aFunction('order'),
        aQueue('jobs'),
        aFunction('render'),
        joined('client/invoke', 'client', 'order'),
        joined('lambda/queue-event-source', 'jobs', 'render', { provisionedPollers: true, maximumPollers: 200 }),
      ],
      message:
        'a backlog in jobs may take all 1,000 of the concurrency that render shares with order, whose callers wait: set a maximum concurrency, or reserve some for order',
      at: { connection: 'jobs--render', field: 'maximumConcurrency' },
    },
  },
});
