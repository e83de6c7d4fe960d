import { oneTimeHasADate } from '#shared/services/scheduler/rules/one-time-has-a-date';
import { aSchedule } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(oneTimeHasADate, {
  valid: {
    'a date and time': [aSchedule('reminders', { schedule: 'once', at: '2027-03-01T09:00:00' })],
    'a schedule that comes again': [aSchedule('often')],
  },
  invalid: {
    'no date': {
      drawn: [aSchedule('reminders', { schedule: 'once' })],
      message: 'the one-time schedule of reminders has no date: write it like 2027-03-01T09:00:00',
      at: { resource: 'reminders', field: 'at' },
    },
    'a day that does not exist': {
      drawn: [aSchedule('reminders', { schedule: 'once', at: '2027-02-30T09:00:00' })],
      message: '2027-02-30T09:00:00 is no date and time: write it like 2027-03-01T09:00:00',
      at: { resource: 'reminders', field: 'at' },
    },
  },
});
