import type { ResourceRule } from '#shared/model/rule';
import type { ScheduleConfig } from '../config';
import { isDateAndTime } from '../date-and-time';

export const oneTimeHasADate: ResourceRule<ScheduleConfig> = {
  id: 'scheduler/one-time-has-a-date',
  title: 'a one-time schedule has a date and a time',
  severity: 'error',
  category: 'semantics',
  why: 'The exported app makes one schedule as the model for those that your code makes. Without a date CreateSchedule refuses it.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html',
  asOf: '2026-11-26',
  check({ id, name, config }, report) {
    if (config.schedule !== 'once' || isDateAndTime(config.at)) return;
    report(
      { resource: id, field: 'at' },
      `${config.at.trim() === '' ? `the one-time schedule of ${name} has no date` : `${config.at.trim()} is no date and time`}: write it like 2027-03-01T09:00:00`,
    );
  },
};
