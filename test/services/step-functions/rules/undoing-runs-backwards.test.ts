import { undoingRunsBackwards } from '#shared/services/step-functions/rules/undoing-runs-backwards';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (refundAt: number, releaseAt: number) => [
  aStateMachine('order'),
  ...['reserve', 'charge', 'ship', 'refund', 'release'].map((name) => aFunction(name)),
  joined('step-functions/invoke-function', 'order', 'reserve', { place: 1, onFailure: 'undo' }),
  joined('step-functions/invoke-function', 'order', 'charge', { place: 2, onFailure: 'undo' }),
  joined('step-functions/invoke-function', 'order', 'ship', { place: 3, onFailure: 'undo' }),
  joined('step-functions/invoke-function', 'order', 'refund', {
    place: refundAt,
    runs: 'undo',
    undoes: 'order--charge',
  }),
  joined('step-functions/invoke-function', 'order', 'release', {
    place: releaseAt,
    runs: 'undo',
    undoes: 'order--reserve',
  }),
];

testRule(undoingRunsBackwards, {
  valid: { 'what was done last is undone first': drawn(1, 2) },
  invalid: {
    'what was done first is undone first': {
      drawn: drawn(2, 1),
      message:
        'when charge fails for good refund runs for order although charge has done nothing yet: undo in the reverse order of the tasks',
      at: { connection: 'order--refund', field: 'place' },
    },
  },
});
