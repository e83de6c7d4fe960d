import { schedulesFitTheAccount } from '#shared/services/scheduler/rules/schedules-fit-the-account';
import { anAccount, aQueue, aSchedule, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const reminders = (schedules: number) =>
  aSchedule('reminders', { schedule: 'once', at: '2027-03-01T09:00:00', schedules });

testRule(schedulesFitTheAccount, {
  valid: { 'as many as AWS grants': [reminders(10_000_000)] },
  invalid: {
    'two targets for as many': {
      drawn: [
        reminders(6_000_000),
        aQueue('a'),
        aQueue('b'),
        joined('scheduler/queue-target', 'reminders', 'a'),
        joined('scheduler/queue-target', 'reminders', 'b'),
      ],
      message:
        'the drawing has 12,000,000 schedules but the account takes 10,000,000: delete one-time schedules after completion, let one schedule serve several customers, or ask AWS for more',
      at: { resource: 'reminders', field: 'schedules' },
    },
    'more than an account has': {
      drawn: [anAccount({ quotas: { 'scheduler/schedules': 5 } }), reminders(4), aSchedule('more', { schedules: 2 })],
      message:
        'the drawing has 6 schedules but the account takes 5: delete one-time schedules after completion, let one schedule serve several customers, or ask AWS for more',
      at: {},
    },
  },
});
