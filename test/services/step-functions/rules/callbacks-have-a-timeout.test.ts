import { callbacksHaveATimeout } from '#shared/services/step-functions/rules/callbacks-have-a-timeout';
import { aQueue, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (task: Record<string, unknown>) => [
  aStateMachine('order'),
  aQueue('approvals'),
  joined('step-functions/send-message', 'order', 'approvals', { waitsFor: 'callback', ...task }),
];

testRule(callbacksHaveATimeout, {
  valid: {
    'a timeout': drawn({ timeout: 86_400 }),
    'a heartbeat': drawn({ heartbeat: 600 }),
    'no callback': drawn({ waitsFor: 'answer' }),
  },
  invalid: {
    neither: {
      drawn: drawn({}),
      message:
        'order waits for the callback of approvals for up to a year if its token is lost: give it a timeout or a heartbeat',
      at: { connection: 'order--approvals', field: 'timeout' },
      remedy: 'Wait for a day',
    },
  },
});
