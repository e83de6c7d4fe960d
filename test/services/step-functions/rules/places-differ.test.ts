import { placesDiffer } from '#shared/services/step-functions/rules/places-differ';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = [aStateMachine('order'), aFunction('charge'), aFunction('reserve')];
const task = (to: string, config: Record<string, unknown>) =>
  joined('step-functions/invoke-function', 'order', to, config);

testRule(placesDiffer, {
  valid: {
    'two places': [...drawn, task('reserve', { place: 1 }), task('charge', { place: 2 })],
    'one place in each list': [...drawn, task('reserve', { place: 1 }), task('charge', { place: 1, runs: 'undo' })],
  },
  invalid: {
    'two tasks in one place': {
      drawn: [...drawn, task('reserve', { place: 4 }), task('charge', { place: 4 })],
      message: 'reserve and charge are both in place 4 of order: say which comes first',
      at: { connection: 'order--reserve', field: 'place' },
      remedy: 'Put reserve in place 5',
    },
  },
});
