import type { ResourceRule } from '#shared/model/rule';
import type { ScheduleConfig } from '../config';
import { readCron } from '../cron';

export const cronIsAccepted: ResourceRule<ScheduleConfig> = {
  id: 'scheduler/cron-is-accepted',
  title: 'a cron expression has six fields that EventBridge Scheduler understands',
  severity: 'error',
  category: 'limits',
  why: 'EventBridge takes six fields, where Unix has five, and asks for ? in one of the two fields of days. CreateSchedule refuses any other expression, and here it makes no load.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html',
  asOf: '2026-11-26',
  check({ id, name, config }, report) {
    if (config.schedule !== 'cron') return;
    const read = readCron(config.cron);
    if ('fault' in read) {
      report(
        { resource: id, field: 'cron' },
        `the cron expression of ${name} ${read.fault}; write it like 0 2 * * ? *`,
      );
    }
  },
};
