import { undoingHasTasks } from '#shared/services/step-functions/rules/undoing-has-tasks';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = [aStateMachine('order'), aFunction('charge'), aFunction('refund')];
const charge = joined('step-functions/invoke-function', 'order', 'charge', { onFailure: 'undo' });

testRule(undoingHasTasks, {
  valid: {
    'a failure that is undone': [
      ...drawn,
      charge,
      joined('step-functions/invoke-function', 'order', 'refund', { runs: 'undo' }),
    ],
    'what a task that undoes was set to before it did': [
      ...drawn,
      joined('step-functions/invoke-function', 'order', 'refund', { runs: 'undo', onFailure: 'undo' }),
    ],
  },
  invalid: {
    'a failure that nothing undoes': {
      drawn: [...drawn, charge],
      message:
        'a failure of charge is caught to be undone but no task of order undoes: draw one that runs to undo, or let the execution fail',
      at: { connection: 'order--charge', field: 'onFailure' },
      remedy: 'Let the execution fail',
    },
  },
});
