import { mappingGrowsInTime } from '#shared/services/lambda/rules/mapping-grows-in-time';
import { aClient, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(mappingGrowsInTime, {
  valid: {
    'a load that needs few batches at once': [
      aClient('client', { rate: 10 }),
      aQueue('jobs'),
      aFunction('render', { timeout: 60, duration: { mean: 4 } }),
      joined('client/send-message', 'client', 'jobs'),
      joined('lambda/queue-event-source', 'jobs', 'render', { batchSize: 1 }),
    ],
    'provisioned pollers': [
      aClient('client', { rate: 200 }),
      aQueue('jobs'),
      aFunction('render', { timeout: 60, duration: { mean: 4 } }),
      joined('client/send-message', 'client', 'jobs'),
      joined('lambda/queue-event-source', 'jobs', 'render', { batchSize: 1, provisionedPollers: true }),
    ],
    'a load that the mapping never reaches, which is a full limit': [
      aClient('client', { rate: 1000 }),
      aQueue('jobs'),
      aFunction('render', { timeout: 60, duration: { mean: 4 } }),
      joined('client/send-message', 'client', 'jobs'),
      joined('lambda/queue-event-source', 'jobs', 'render', { batchSize: 1 }),
    ],
  },
  invalid: {
    'a load that needs eight hundred batches at once': {
      drawn: [
        aClient('client', { rate: 200 }),
        aQueue('jobs'),
        aFunction('render', { timeout: 60, duration: { mean: 4 } }),
        joined('client/send-message', 'client', 'jobs'),
        joined('lambda/queue-event-source', 'jobs', 'render', { batchSize: 1, maximumConcurrency: 1000 }),
      ],
      message:
        'jobs needs 800 batches at once but its mapping starts with 5 and adds 5 a second: after a sudden start the backlog grows for 2.6 min; provision 80 pollers if that is too long',
      at: { connection: 'jobs--render' },
      remedy: 'Provision 80 pollers',
    },
  },
});
