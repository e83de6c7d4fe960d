import { expressLeavesATrace } from '#shared/services/step-functions/rules/express-leaves-a-trace';
import { aStateMachine } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(expressLeavesATrace, {
  valid: {
    'Express that writes logs': [aStateMachine('order', { type: 'express' })],
    'Standard, which has a history': [aStateMachine('order', { logBytes: 0 })],
  },
  invalid: {
    'Express without logs': {
      drawn: [aStateMachine('order', { type: 'express', logBytes: 0 })],
      message:
        'order is Express and writes no logs, so that nothing tells which executions fail and why: let it write logs',
      at: { resource: 'order', field: 'logBytes' },
      remedy: 'Let order write logs',
    },
  },
});
