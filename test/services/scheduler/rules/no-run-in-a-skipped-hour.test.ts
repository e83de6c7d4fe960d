import { noRunInASkippedHour } from '#shared/services/scheduler/rules/no-run-in-a-skipped-hour';
import { aSchedule } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const at = (cron: string, timeZone: string) => [aSchedule('nightly', { schedule: 'cron', cron, timeZone })];

testRule(noRunInASkippedHour, {
  valid: {
    'half past two in UTC': at('30 2 * * ? *', 'UTC'),
    'half past three in Berlin': at('30 3 * * ? *', 'Europe/Berlin'),
    'half past two where clocks stay': at('30 2 * * ? *', 'Asia/Tokyo'),
    'a job of every hour, which misses one': at('30 * * * ? *', 'Europe/Berlin'),
  },
  invalid: {
    'half past two in Berlin': {
      drawn: at('30 2 * * ? *', 'Europe/Berlin'),
      message:
        'nightly is due between 02:00 and 03:00 in Europe/Berlin, an hour that does not exist on one day of the year: that run is left out; choose another hour, or UTC',
      at: { resource: 'nightly', field: 'cron' },
      remedy: 'Let nightly go by UTC',
    },
  },
});
