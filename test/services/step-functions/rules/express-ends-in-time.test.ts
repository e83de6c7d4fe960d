import { expressEndsInTime } from '#shared/services/step-functions/rules/express-ends-in-time';
import { aClient, aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';
import { always } from '../../../support/simulated';

const slow = (kind: string, machine: Record<string, unknown>) => [
  aClient('app', { rate: 1 }),
  aStateMachine('order', { furtherTime: 10, ...machine }),
  aFunction('work', { timeout: 900, duration: always(400) }),
  joined(kind, 'app', 'order'),
  joined('step-functions/invoke-function', 'order', 'work'),
];

testRule(expressEndsInTime, {
  valid: {
    'Standard, which has a year': slow('client/start-execution', {}),
    'a short Express execution': [aStateMachine('order', { type: 'express' })],
  },
  invalid: {
    'Express with a task of seven minutes': {
      drawn: slow('client/start-execution', { type: 'express' }),
      message:
        'an execution of order takes 6.8 min but Express ends it after 300 s: make it Standard, or shorten its tasks',
      at: { resource: 'order', field: 'type' },
      remedy: 'Make order Standard',
    },
    'Express whose caller waits, which Standard does not answer': {
      drawn: slow('client/start-sync-execution', { type: 'express' }),
      message:
        'an execution of order takes 6.8 min but Express ends it after 300 s: make it Standard, or shorten its tasks',
      at: { resource: 'order', field: 'type' },
    },
  },
});
