import { undoingNamesATask } from '#shared/services/step-functions/rules/undoing-names-a-task';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (undoes: string) => [
  aStateMachine('order'),
  aFunction('charge'),
  aFunction('refund'),
  joined('step-functions/invoke-function', 'order', 'charge'),
  joined('step-functions/invoke-function', 'order', 'refund', { runs: 'undo', undoes }),
];

testRule(undoingNamesATask, {
  valid: {
    'the id of a task in order': drawn('order--charge'),
    'whatever was done': drawn(''),
  },
  invalid: {
    'a name in the place of the id': {
      drawn: drawn('charge'),
      message:
        'refund is to undo charge for order, which has no connection of that id to a task in order: give the id of one, or none for whatever was done',
      at: { connection: 'order--refund', field: 'undoes' },
      remedy: 'Let refund undo charge',
    },
    'a task that undoes as well': {
      drawn: drawn('order--refund'),
      message:
        'refund is to undo order--refund for order, which has no connection of that id to a task in order: give the id of one, or none for whatever was done',
      at: { connection: 'order--refund', field: 'undoes' },
      remedy: 'Let refund undo whatever was done',
    },
  },
});
