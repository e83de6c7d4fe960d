import { z } from 'zod';
import { choice, count, duration, text } from '#shared/model/field';

const TYPES = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html';
const WINDOWS = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html';
const QUOTAS = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html';
const asOf = '2026-11-26';

const MINUTE = 60;
const DAY = 86_400;

export const config = z.looseObject({
  schedule: choice(
    {
      title: 'Schedule',
      labels: { rate: 'At a rate', cron: 'Cron expression', once: 'One time each' },
      source: TYPES,
      asOf,
    },
    'rate',
  ),
  every: duration(
    {
      title: 'Every',
      help: 'In whole minutes.',
      min: MINUTE,
      max: 366 * DAY,
      appliesWhen: { field: 'schedule', is: ['rate'] },
      defaultFrom: 'assumption',
      source: TYPES,
      asOf,
    },
    5 * MINUTE,
  ),
  cron: text(
    {
      title: 'Cron expression',
      help: 'Minutes, hours, day of the month, month, day of the week, year; ? in one of the two days: 0 2 * * ? * is 02:00 of every day.',
      appliesWhen: { field: 'schedule', is: ['cron'] },
      defaultFrom: 'assumption',
      source: TYPES,
      asOf,
    },
    '0 2 * * ? *',
  ),
  timeZone: text(
    {
      title: 'Time zone',
      help: 'By its name: Europe/Berlin.',
      appliesWhen: { field: 'schedule', is: ['cron', 'once'] },
      group: 'more',
      defaultFrom: 'aws',
      source: TYPES,
      asOf,
    },
    'UTC',
  ),
  at: text(
    {
      title: 'At',
      help: 'Date and time of the exported schedule: 2027-03-01T09:00:00. Your code makes the others.',
      appliesWhen: { field: 'schedule', is: ['once'] },
      source: TYPES,
      asOf,
    },
    '',
  ),
  schedules: count(
    {
      title: 'Schedules',
      help: 'So many of this kind, one for each customer for example. The load dial multiplies them.',
      min: 0,
      max: 1_000_000_000,
      defaultFrom: 'assumption',
      source: QUOTAS,
      asOf,
    },
    1,
  ),
  dueWithin: duration(
    {
      title: 'Due within',
      help: 'One-time schedules: so many as stated fall due in this time, spread over it, and as many again in the next.',
      min: MINUTE,
      max: 366 * DAY,
      appliesWhen: { field: 'schedule', is: ['once'] },
      defaultFrom: 'assumption',
    },
    DAY,
  ),
  start: choice(
    {
      title: 'Start',
      help: 'A schedule at a rate begins when it is made, or at its start date: those that one deployment makes are due in the same minute for ever.',
      labels: { together: 'All at the same time', apart: 'Each at its own time' },
      appliesWhen: { field: 'schedule', is: ['rate'] },
      group: 'more',
      defaultFrom: 'assumption',
      source: TYPES,
      asOf,
    },
    'together',
  ),
  flexibleWindow: duration(
    {
      title: 'Flexible time window',
      help: 'Each schedule is invoked at some time within it, in whole minutes. 0: off, within the minute in which it is due.',
      min: 0,
      max: DAY,
      whole: true,
      defaultFrom: 'aws',
      source: WINDOWS,
      asOf: '2026-11-23',
    },
    0,
  ),
});

export type ScheduleConfig = z.infer<typeof config>;
