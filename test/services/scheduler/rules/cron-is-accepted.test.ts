import { cronIsAccepted } from '#shared/services/scheduler/rules/cron-is-accepted';
import { aSchedule } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(cronIsAccepted, {
  valid: {
    'an expression of six fields': [aSchedule('nightly', { schedule: 'cron', cron: '30 2 ? * MON-FRI *' })],
    'a schedule at a rate, whatever stands in the other field': [aSchedule('often', { cron: 'nonsense' })],
  },
  invalid: {
    'a Unix expression': {
      drawn: [aSchedule('nightly', { schedule: 'cron', cron: '0 2 * * *' })],
      message:
        'the cron expression of nightly has 5 fields: EventBridge takes six, minutes, hours, day of the month, month, day of the week and year; write it like 0 2 * * ? *',
      at: { resource: 'nightly', field: 'cron' },
    },
    'two stars for the days': {
      drawn: [aSchedule('nightly', { schedule: 'cron', cron: '0 2 * * * *' })],
      message:
        'the cron expression of nightly must have ? as the day of the month or as the day of the week, and not as both; write it like 0 2 * * ? *',
      at: { resource: 'nightly', field: 'cron' },
    },
  },
});
