import { scheduleIsWholeMinutes } from '#shared/services/appflow/rules/schedule-is-whole-minutes';
import { aFlow } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(scheduleIsWholeMinutes, {
  valid: {
    'every five minutes': [aFlow('flow', { every: 300 })],
    'a flow on events': [aFlow('flow', { trigger: 'event', every: 90 })],
  },
  invalid: {
    'every minute and a half': {
      drawn: [aFlow('flow', { every: 90 })],
      message: 'flow runs every 90 s but AppFlow takes whole minutes: use 120 s',
      at: { resource: 'flow', field: 'every' },
      remedy: 'Run flow every 120 s',
    },
  },
});
