import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { ScheduleConfig } from '../config';
import { readCron } from '../cron';

/** The hour that a zone leaves out on the night on which its clocks go forward. Zones that are not here say nothing. */
const SKIPPED: Readonly<Record<string, number>> = {
  ...hours(1, ['Europe/Dublin', 'Europe/Lisbon', 'Europe/London']),
  ...hours(2, [
    'America/Chicago',
    'America/Denver',
    'America/Los_Angeles',
    'America/New_York',
    'America/Toronto',
    'Australia/Melbourne',
    'Australia/Sydney',
    'Europe/Amsterdam',
    'Europe/Berlin',
    'Europe/Brussels',
    'Europe/Copenhagen',
    'Europe/Madrid',
    'Europe/Oslo',
    'Europe/Paris',
    'Europe/Prague',
    'Europe/Rome',
    'Europe/Stockholm',
    'Europe/Vienna',
    'Europe/Warsaw',
    'Europe/Zurich',
  ]),
  ...hours(3, ['Europe/Athens', 'Europe/Helsinki']),
};

export const noRunInASkippedHour: ResourceRule<ScheduleConfig> = {
  id: 'scheduler/no-run-in-a-skipped-hour',
  title: 'a daily run is not in the hour that clocks leave out in spring',
  severity: 'info',
  category: 'semantics',
  why: 'In the night on which the clocks of a time zone go forward an hour does not exist. EventBridge Scheduler leaves out what is due in it, and the job does not run that day. In autumn it runs once, not twice.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html',
  asOf: '2026-11-26',
  check({ id, name, config }, report) {
    const zone = config.timeZone.trim();
    const skipped = SKIPPED[zone];
    const read = config.schedule === 'cron' ? readCron(config.cron) : undefined;
    if (skipped === undefined || !read || 'fault' in read) return;
    if (!read.minutes.every((minute) => Math.floor(minute / 60) === skipped)) return;
    report(
      { resource: id, field: 'cron' },
      `${name} is due between 0${skipped}:00 and 0${skipped + 1}:00 in ${zone}, an hour that does not exist on one day of the year: that run is left out; choose another hour, or UTC`,
      set(`Let ${name} go by UTC`, { resource: id }, 'timeZone', undefined),
    );
  },
};

function hours(hour: number, zones: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(zones.map((zone) => [zone, hour]));
}
