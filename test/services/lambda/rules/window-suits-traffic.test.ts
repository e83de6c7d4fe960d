import { windowSuitsTraffic } from '#shared/services/lambda/rules/window-suits-traffic';
import { aClient, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(windowSuitsTraffic, {
  valid: {
    'no window': [
      aClient('client', { rate: 0.1 }),
      aQueue('jobs'),
      aFunction(),
      joined('client/send-message', 'client', 'jobs'),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
    ],
    'a window that traffic fills': [
      aClient('client', { rate: 100 }),
      aQueue('jobs'),
      aFunction(),
      joined('client/send-message', 'client', 'jobs'),
      joined('lambda/queue-event-source', 'jobs', 'worker', { batchingWindow: 5 }),
    ],
    'a window as long as the long poll': [
      aClient('client', { rate: 0.01 }),
      aQueue('jobs'),
      aFunction(),
      joined('client/send-message', 'client', 'jobs'),
      joined('lambda/queue-event-source', 'jobs', 'worker', { batchingWindow: 20 }),
    ],
  },
  invalid: {
    'a short window for a message every ten seconds': {
      drawn: [
        aClient('client', { rate: 0.1 }),
        aQueue('jobs'),
        aFunction(),
        joined('client/send-message', 'client', 'jobs'),
        joined('lambda/queue-event-source', 'jobs', 'worker', { batchingWindow: 5 }),
      ],
      message:
        'jobs gets 0.1 messages a second, less than one in its batching window of 5 s: a message may still wait 20 s; use no window if that matters',
      at: { connection: 'jobs--worker', field: 'batchingWindow' },
      remedy: 'Take the batching window away',
    },
  },
});
