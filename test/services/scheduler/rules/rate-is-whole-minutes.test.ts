import { rateIsWholeMinutes } from '#shared/services/scheduler/rules/rate-is-whole-minutes';
import { aSchedule } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(rateIsWholeMinutes, {
  valid: { 'every two minutes': [aSchedule('often', { every: 120 })] },
  invalid: {
    'every minute and a half': {
      drawn: [aSchedule('often', { every: 90 })],
      message: 'often is due every 90 s but EventBridge Scheduler takes whole minutes: use 120 s',
      at: { resource: 'often', field: 'every' },
      remedy: 'Let often be due every 120 s',
    },
  },
});
