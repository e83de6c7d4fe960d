import { expressCoversSlowTasks } from '#shared/services/step-functions/rules/express-covers-slow-tasks';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (type: string, retryAttempts: number) => [
  aStateMachine('order', { type, furtherTime: 1 }),
  aFunction('work', { timeout: 90 }),
  joined('step-functions/invoke-function', 'order', 'work', { retryAttempts, retryInterval: 2, backoffRate: 2 }),
];

testRule(expressCoversSlowTasks, {
  valid: {
    'two runs of ninety seconds': drawn('express', 1),
    'Standard, however long': drawn('standard', 3),
  },
  invalid: {
    'four runs of ninety seconds and the waits between them': {
      drawn: drawn('express', 3),
      message:
        'tasks of order may take 6.3 min with all their attempts but Express ends the execution after 300 s: shorten the timeouts behind it, or the retries',
      at: { resource: 'order' },
    },
  },
});
