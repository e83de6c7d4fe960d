import { undoingIsReached } from '#shared/services/step-functions/rules/undoing-is-reached';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = [
  aStateMachine('order'),
  aFunction('charge'),
  aFunction('refund'),
  joined('step-functions/invoke-function', 'order', 'refund', { runs: 'undo' }),
];

testRule(undoingIsReached, {
  valid: {
    'a task that undoes after a caught failure': [
      ...drawn,
      joined('step-functions/invoke-function', 'order', 'charge', { onFailure: 'undo' }),
    ],
  },
  invalid: {
    'a task that undoes after no failure': {
      drawn: [...drawn, joined('step-functions/invoke-function', 'order', 'charge')],
      message:
        'refund undoes for order but no failure is caught for it, so that it never runs: let the tasks after which something must be undone lead there',
      at: { connection: 'order--refund', field: 'runs' },
      remedy: 'Undo after a failure of charge',
    },
    'a task that undoes what comes last': {
      drawn: [
        aStateMachine('order'),
        aFunction('charge'),
        aFunction('refund'),
        joined('step-functions/invoke-function', 'order', 'charge', { onFailure: 'undo' }),
        joined('step-functions/invoke-function', 'order', 'refund', { runs: 'undo', undoes: 'order--charge' }),
      ],
      message:
        'refund undoes charge for order but no failure of a later task is caught for it, so that it never runs: let a task after which it must be undone lead there',
      at: { connection: 'order--refund', field: 'undoes' },
    },
    'a task that undoes where nothing is done': {
      drawn,
      message:
        'refund undoes for order but no failure is caught for it, so that it never runs: let the tasks after which something must be undone lead there',
      at: { connection: 'order--refund', field: 'runs' },
    },
  },
});
