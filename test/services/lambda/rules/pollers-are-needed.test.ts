import { pollersAreNeeded } from '#shared/services/lambda/rules/pollers-are-needed';
import { aClient, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(pollersAreNeeded, {
  valid: {
    'Lambda’s own pollers': [
      aClient(),
      aQueue('jobs'),
      aFunction(),
      joined('client/send-message', 'client', 'jobs'),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
    ],
    'pollers for a load that needs hundreds of batches': [
      aClient('client', { rate: 200 }),
      aQueue('jobs'),
      aFunction('worker', { timeout: 60, duration: { mean: 4 } }),
      joined('client/send-message', 'client', 'jobs'),
      joined('lambda/queue-event-source', 'jobs', 'worker', { batchSize: 1, provisionedPollers: true }),
    ],
  },
  invalid: {
    'pollers for a load that needs a few': {
      drawn: [
        aClient('client', { rate: 10 }),
        aQueue('jobs'),
        aFunction('worker', { timeout: 60, duration: { mean: 4 } }),
        joined('client/send-message', 'client', 'jobs'),
        joined('lambda/queue-event-source', 'jobs', 'worker', { batchSize: 1, provisionedPollers: true }),
      ],
      message:
        '2 pollers at least are charged by the hour for jobs, whose load needs 40 invocations at once: Lambda’s own pollers get there in 7 s for nothing',
      at: { connection: 'jobs--worker', field: 'provisionedPollers' },
      remedy: 'Use Lambda’s own pollers',
    },
  },
});
