import { heartbeatsComeBeforeTheTimeout } from '#shared/services/step-functions/rules/heartbeats-come-before-the-timeout';
import { aQueue, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (task: Record<string, unknown>) => [
  aStateMachine('order'),
  aQueue('approvals'),
  joined('step-functions/send-message', 'order', 'approvals', { waitsFor: 'callback', ...task }),
];

testRule(heartbeatsComeBeforeTheTimeout, {
  valid: {
    'a shorter heartbeat': drawn({ heartbeat: 60, timeout: 61 }),
    'no timeout': drawn({ heartbeat: 60 }),
  },
  invalid: {
    'as long as the timeout': {
      drawn: drawn({ heartbeat: 60, timeout: 60 }),
      message: 'the heartbeat of approvals is 60 s but its timeout 60 s: a heartbeat must be shorter',
      at: { connection: 'order--approvals', field: 'heartbeat' },
      remedy: 'Do without the heartbeat',
    },
  },
});
