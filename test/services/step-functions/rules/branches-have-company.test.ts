import { branchesHaveCompany } from '#shared/services/step-functions/rules/branches-have-company';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = [aStateMachine('order'), aFunction('charge'), aFunction('reserve')];
const task = (to: string, config: Record<string, unknown>) =>
  joined('step-functions/invoke-function', 'order', to, config);

testRule(branchesHaveCompany, {
  valid: {
    'two branches': [...drawn, task('reserve', { branch: 'a' }), task('charge', { branch: 'b' })],
    'no branch': [...drawn, task('reserve', {}), task('charge', { place: 2 })],
  },
  invalid: {
    'a branch alone in its place': {
      drawn: [...drawn, task('reserve', {}), task('charge', { place: 2, branch: 'b' })],
      message: 'charge is in branch b in place 2 of order, which has no other branch: nothing runs at once',
      at: { connection: 'order--charge', field: 'branch' },
      remedy: 'Take charge out of the branch',
    },
  },
});
