import { expressCoversSlowTasks } from '#shared/services/step-functions/rules/express-covers-slow-tasks';
import { aClient, aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';
import { always } from '../../../support/simulated';

const drawn = (type: string, retryAttempts: number) => [
  aStateMachine('order', { type, furtherTime: 1 }),
  aFunction('work', { timeout: 90 }),
  joined('step-functions/invoke-function', 'order', 'work', { retryAttempts, retryInterval: 2, backoffRate: 2 }),
];

const undoing = (onFailure: string) => [
  aStateMachine('order', { type: 'express', furtherTime: 1 }),
  aFunction('charge', { timeout: 200 }),
  aFunction('refund', { timeout: 250 }),
  joined('step-functions/invoke-function', 'order', 'charge', { onFailure }),
  joined('step-functions/invoke-function', 'order', 'refund', { runs: 'undo' }),
];

testRule(expressCoversSlowTasks, {
  valid: {
    'two runs of ninety seconds': drawn('express', 1),
    'Standard, however long': drawn('standard', 3),
    'tasks that usually take longer, of which another rule tells': [
      aClient('app', { rate: 1 }),
      aStateMachine('order', { type: 'express', furtherTime: 1 }),
      aFunction('work', { timeout: 900, duration: always(400) }),
      joined('client/start-execution', 'app', 'order'),
      joined('step-functions/invoke-function', 'order', 'work'),
    ],
    'tasks that undo but that no failure leads to': undoing('fail'),
  },
  invalid: {
    'items in more rounds than there is time for': {
      drawn: [
        aStateMachine('order', { type: 'express', furtherTime: 0 }),
        aFunction('pick', { timeout: 60 }),
        aFunction('charge', { timeout: 200 }),
        joined('step-functions/invoke-function', 'order', 'pick', {
          runsFor: 'item',
          items: 30,
          maximumConcurrency: 5,
          branch: 'a',
        }),
        joined('step-functions/invoke-function', 'order', 'charge', { branch: 'b' }),
      ],
      message:
        'tasks of order may take 6 min with all their attempts but Express ends the execution after 300 s: shorten the timeouts behind it, or the retries',
      at: { resource: 'order' },
    },
    'a slow task whose failure leads to a slow one that undoes': {
      drawn: undoing('undo'),
      message:
        'tasks of order may take 7.5 min with all their attempts but Express ends the execution after 300 s: shorten the timeouts behind it, or the retries',
      at: { resource: 'order' },
    },
    'four runs of ninety seconds and the waits between them': {
      drawn: drawn('express', 3),
      message:
        'tasks of order may take 6.3 min with all their attempts but Express ends the execution after 300 s: shorten the timeouts behind it, or the retries',
      at: { resource: 'order' },
    },
  },
});
