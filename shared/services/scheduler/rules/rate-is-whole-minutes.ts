import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText, short } from '#shared/model/wording';
import type { ScheduleConfig } from '../config';

const MINUTE = 60;

export const rateIsWholeMinutes: ResourceRule<ScheduleConfig> = {
  id: 'scheduler/rate-is-whole-minutes',
  title: 'a rate is a whole number of minutes',
  severity: 'error',
  category: 'limits',
  why: 'A rate expression counts minutes, hours or days, and AWS states a precision of a minute. What must happen more often needs a queue, or a function that waits.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html',
  asOf: '2026-11-26',
  check({ id, name, config }, report) {
    if (config.schedule !== 'rate' || config.every % MINUTE === 0) return;
    const whole = Math.max(MINUTE, Math.round(config.every / MINUTE) * MINUTE);
    report(
      { resource: id, field: 'every' },
      `${name} is due every ${short(config.every)} s but EventBridge Scheduler takes whole minutes: use ${durationText(whole)}`,
      set(`Let ${name} be due every ${durationText(whole)}`, { resource: id }, 'every', whole),
    );
  },
};
