import { branchesFailAlike } from '#shared/services/step-functions/rules/branches-fail-alike';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = [aStateMachine('order'), aFunction('charge'), aFunction('reserve'), aFunction('release')];
const task = (to: string, config: Record<string, unknown>) =>
  joined('step-functions/invoke-function', 'order', to, config);
const release = task('release', { runs: 'undo' });
const charge = task('charge', { branch: 'b', onFailure: 'undo' });

testRule(branchesFailAlike, {
  valid: {
    'both are undone': [...drawn, task('reserve', { branch: 'a', onFailure: 'undo' }), charge, release],
    'one is passed over within its branch': [
      ...drawn,
      task('reserve', { branch: 'a', onFailure: 'continue' }),
      charge,
      release,
    ],
    'one after the other': [...drawn, task('reserve', {}), task('charge', { place: 2, onFailure: 'undo' }), release],
  },
  invalid: {
    'one is undone, the other fails the execution': {
      drawn: [...drawn, task('reserve', { branch: 'a' }), charge, release],
      message:
        'a failure of reserve is to end order with nothing undone, but the Catch for charge beside it takes it too, and all is undone: say so, or run them one after the other',
      at: { connection: 'order--reserve', field: 'onFailure' },
      remedy: 'Undo after a failure of reserve',
    },
  },
});
