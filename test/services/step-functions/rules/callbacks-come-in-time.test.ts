import { callbacksComeInTime } from '#shared/services/step-functions/rules/callbacks-come-in-time';
import { aQueue, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (timeout: number | undefined) => [
  aStateMachine('order'),
  aQueue('approvals'),
  joined('step-functions/send-message', 'order', 'approvals', {
    waitsFor: 'callback',
    timeout,
    callbackTime: { distribution: 'exponential', mean: 3600, scv: 1 },
  }),
];

testRule(callbacksComeInTime, {
  valid: {
    'a day for what takes an hour': drawn(86_400),
    'no timeout': drawn(undefined),
  },
  invalid: {
    'two hours for what takes one on average': {
      drawn: drawn(7200),
      message:
        '14 % of the callbacks of approvals come after the 2 h that order waits for them, 60 min on average: give them more time',
      at: { connection: 'order--approvals', field: 'timeout' },
    },
  },
});
