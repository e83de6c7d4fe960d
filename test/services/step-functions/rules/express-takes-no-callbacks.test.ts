import { expressTakesNoCallbacks } from '#shared/services/step-functions/rules/express-takes-no-callbacks';
import { aQueue, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (type: string, waitsFor: string) => [
  aStateMachine('order', { type }),
  aQueue('approvals'),
  joined('step-functions/send-message', 'order', 'approvals', { waitsFor, timeout: 60 }),
];

testRule(expressTakesNoCallbacks, {
  valid: {
    'a Standard workflow': drawn('standard', 'callback'),
    'an answer': drawn('express', 'answer'),
  },
  invalid: {
    'a callback of an Express workflow': {
      drawn: drawn('express', 'callback'),
      message:
        'order is Express, which takes no callbacks, but waits for one of approvals: make it Standard, or go on with the answer of the call',
      at: { connection: 'order--approvals', field: 'waitsFor' },
      remedy: 'Go on with the answer of the call',
    },
  },
});
