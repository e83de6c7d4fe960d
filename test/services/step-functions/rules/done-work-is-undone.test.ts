import { doneWorkIsUndone } from '#shared/services/step-functions/rules/done-work-is-undone';
import { aFunction, aQueue, aStateMachine, aTable, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = [
  aStateMachine('order'),
  aFunction('reserve'),
  aFunction('charge'),
  aFunction('release'),
  aTable('stock'),
];
const reserve = joined('step-functions/invoke-function', 'order', 'reserve', { place: 1 });
const charge = (onFailure: string) =>
  joined('step-functions/invoke-function', 'order', 'charge', { place: 2, onFailure });

testRule(doneWorkIsUndone, {
  valid: {
    'a failure that is undone': [
      ...drawn,
      reserve,
      charge('undo'),
      joined('step-functions/invoke-function', 'order', 'release', { runs: 'undo' }),
    ],
    'a failure that is passed over': [...drawn, reserve, charge('continue')],
    'a first task that only reads': [
      ...drawn,
      joined('step-functions/get-item', 'order', 'stock', { place: 1 }),
      charge('fail'),
    ],
    'a single task': [...drawn, reserve],
    'a standard queue, which refuses nothing': [
      ...drawn,
      aQueue('mails'),
      reserve,
      joined('step-functions/send-message', 'order', 'mails', { place: 2 }),
    ],
  },
  invalid: {
    'a failure after something was done': {
      drawn: [...drawn, reserve, charge('fail')],
      message:
        'when charge fails for good order ends, and what reserve did stays done: catch the failure and draw tasks that undo',
      at: { connection: 'order--charge', field: 'onFailure' },
    },
  },
});
