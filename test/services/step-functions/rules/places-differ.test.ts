import { placesDiffer } from '#shared/services/step-functions/rules/places-differ';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = [aStateMachine('order'), aFunction('charge'), aFunction('reserve')];
const task = (to: string, config: Record<string, unknown>) =>
  joined('step-functions/invoke-function', 'order', to, config);

testRule(placesDiffer, {
  valid: {
    'two places': [...drawn, task('reserve', { place: 1 }), task('charge', { place: 2 })],
    'two branches of one place': [
      ...drawn,
      task('reserve', { branch: 'a' }),
      task('charge', { branch: 'b', placeInBranch: 1 }),
    ],
    'two places in one branch': [
      ...drawn,
      task('reserve', { branch: 'a' }),
      task('charge', { branch: 'a', placeInBranch: 2 }),
    ],
    'one place in each list': [...drawn, task('reserve', { place: 1 }), task('charge', { place: 1, runs: 'undo' })],
  },
  invalid: {
    'two tasks in one place': {
      drawn: [...drawn, task('reserve', { place: 4 }), task('charge', { place: 4 })],
      message:
        'reserve and charge are both in place 4 of order: say which comes first, or give each a branch to run them at once',
      at: { connection: 'order--reserve', field: 'place' },
      remedy: 'Put reserve in place 5',
    },
    'two tasks in one place of a branch': {
      drawn: [...drawn, task('reserve', { place: 4, branch: 'b' }), task('charge', { place: 4, branch: 'b' })],
      message: 'reserve and charge are both in place 1 of branch b in place 4 of order: say which comes first',
      at: { connection: 'order--reserve', field: 'placeInBranch' },
      remedy: 'Put reserve in place 2 of its branch',
    },
    'a task in no branch beside branches': {
      drawn: [...drawn, task('reserve', { branch: 'b' }), task('charge', {})],
      message:
        'reserve and charge are both in place 1 of order: say which comes first, or give each a branch to run them at once',
      at: { connection: 'order--reserve', field: 'place' },
      remedy: 'Put reserve in place 2',
    },
  },
});
