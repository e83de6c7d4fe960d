import type { AccountRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ScheduleConfig } from '../config';
import { targetsOf } from '../targets';

export const schedulesFitTheAccount: AccountRule<ScheduleConfig> = {
  id: 'scheduler/schedules-fit-the-account',
  title: 'the account has at most as many schedules as its quota allows',
  severity: 'error',
  category: 'limits',
  why: 'An account has 10 million schedules in a Region unless AWS raises the quota; CreateSchedule answers ServiceQuotaExceededException beyond it. A schedule has one target, so that each further target of the drawing is as many schedules again.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html',
  asOf: '2026-11-23',
  check(all, report, { quota }) {
    const most = quota('scheduler/schedules');
    const drawn = all.reduce((sum, each) => sum + each.config.schedules * Math.max(1, targetsOf(each).length), 0);
    if (drawn <= most) return;
    const [only] = all;
    report(
      all.length === 1 && only ? { resource: only.id, field: 'schedules' } : {},
      `the drawing has ${short(drawn)} schedules but the account takes ${short(most)}: delete one-time schedules after completion, let one schedule serve several customers, or ask AWS for more`,
    );
  },
};
