import { refusedTasksAreRetried } from '#shared/services/step-functions/rules/refused-tasks-are-retried';
import { aFunction, aQueue, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = [aStateMachine('order'), aFunction('charge')];

testRule(refusedTasksAreRetried, {
  valid: {
    'a task with retries': [
      ...drawn,
      joined('step-functions/invoke-function', 'order', 'charge', { retryAttempts: 1 }),
    ],
    'a failure that is passed over': [
      ...drawn,
      joined('step-functions/invoke-function', 'order', 'charge', { onFailure: 'continue' }),
    ],
    'a standard queue, which refuses nothing': [
      ...drawn,
      aQueue('mails'),
      joined('step-functions/send-message', 'order', 'mails'),
    ],
  },
  invalid: {
    'a function that is tried once': {
      drawn: [...drawn, joined('step-functions/invoke-function', 'order', 'charge')],
      message: 'order tries charge once, so that a single throttle or error fails the execution: retry it 3 times',
      at: { connection: 'order--charge', field: 'retryAttempts' },
      remedy: 'Retry charge 3 times',
    },
    'a task that undoes, which is tried once': {
      drawn: [...drawn, joined('step-functions/invoke-function', 'order', 'charge', { runs: 'undo' })],
      message:
        'order tries charge once, so that a single throttle or error leaves what was done as it is: retry it 3 times',
      at: { connection: 'order--charge', field: 'retryAttempts' },
      remedy: 'Retry charge 3 times',
    },
    'a FIFO queue that is tried once before all is undone': {
      drawn: [
        ...drawn,
        aQueue('mails', { fifo: true }),
        joined('step-functions/send-message', 'order', 'mails', { onFailure: 'undo' }),
      ],
      message: 'order tries mails once, so that a single throttle or error has all undone: retry it 3 times',
      at: { connection: 'order--mails', field: 'retryAttempts' },
      remedy: 'Retry mails 3 times',
    },
  },
});
