import { undoingBearsStoppedWork } from '#shared/services/step-functions/rules/undoing-bears-stopped-work';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = [
  aStateMachine('order'),
  aFunction('charge'),
  aFunction('reserve', { timeout: 20 }),
  aFunction('release'),
];
const task = (to: string, config: Record<string, unknown>) =>
  joined('step-functions/invoke-function', 'order', to, config);
const release = task('release', { runs: 'undo', undoes: 'order--reserve' });
const reserve = task('reserve', { branch: 'a', onFailure: 'continue' });

testRule(undoingBearsStoppedWork, {
  valid: {
    'one after the other': [...drawn, task('reserve', {}), task('charge', { place: 2, onFailure: 'undo' }), release],
    'the other branch is passed over': [
      ...drawn,
      task('reserve', { branch: 'a', onFailure: 'undo' }),
      task('charge', { branch: 'b', onFailure: 'continue' }),
      release,
    ],
  },
  invalid: {
    'a branch that is stopped while its function runs': {
      drawn: [...drawn, reserve, task('charge', { branch: 'b', onFailure: 'undo' }), release],
      message:
        'when charge fails for good reserve beside it may still run, for up to 20 s, while release undoes it for order: have it wait, or bear that it comes first',
      at: { connection: 'order--release', field: 'undoes' },
    },
  },
});
