/** When schedules are due: how often on average, how many together, and at which times of a run. */
import { readCron } from './cron';
import type { ScheduleConfig } from './config';

/**
 * A schedule that is due at 01:00 is invoked from 01:00:00 to 01:00:59: AWS states a precision of 60 seconds
 * (scheduler UserGuide schedule-types, read 2026-11-26).
 */
const PRECISION = 60;
const MINUTE = 60;
const DAY = 86_400;

/** What a share such as 1/7 lacks in binary. */
const ROUNDING = 1e-9;

/** Read once for each configuration: the capacity engine asks for it often. */
const read = new WeakMap<ScheduleConfig, ReturnType<typeof readCron>>();

function cronOf(config: ScheduleConfig): ReturnType<typeof readCron> {
  const known = read.get(config);
  if (known) return known;
  const cron = readCron(config.cron);
  read.set(config, cron);
  return cron;
}

/** How often one schedule is due, mean, per second. 0 for an expression that EventBridge does not accept. */
export function duePerSecond(config: ScheduleConfig): number {
  if (config.schedule === 'rate') return 1 / config.every;
  if (config.schedule === 'once') return 1 / config.dueWithin;
  const cron = cronOf(config);
  return 'fault' in cron ? 0 : (cron.minutes.length * cron.dayShare) / DAY;
}

/** Whether all schedules are due in the same minute. */
export function isTogether({ schedule, start }: ScheduleConfig): boolean {
  return schedule === 'cron' || (schedule === 'rate' && start === 'together');
}

/** Time over which the invocations of schedules that are due together are spread, seconds. */
export function spreadOf({ flexibleWindow }: ScheduleConfig): number {
  return Math.max(PRECISION, flexibleWindow);
}

/** Invocations of one schedule per second while it is busiest, to one target: the mean where schedules are apart. */
export function peakPerSecond(config: ScheduleConfig): number {
  const mean = duePerSecond(config);
  return isTogether(config) ? Math.max(mean, mostDue(config) / spreadOf(config)) : mean;
}

/** Shortest time between two times at which one schedule is due, seconds; undefined where it is due only once. */
export function shortestInterval(config: ScheduleConfig): number | undefined {
  if (config.schedule === 'once') return undefined;
  if (config.schedule === 'rate') return config.every;
  const cron = cronOf(config);
  if ('fault' in cron || cron.dayShare === 0) return undefined;
  return gaps(cron.minutes).reduce((least, gap) => Math.min(least, gap * MINUTE), DAY);
}

/** Times at which one schedule is due within `spread`, at most. */
function mostDue(config: ScheduleConfig): number {
  const spread = spreadOf(config);
  if (config.schedule !== 'cron') return Math.max(1, spread / config.every);
  const cron = cronOf(config);
  if ('fault' in cron || cron.dayShare === 0) return 0;
  const { minutes } = cron;
  let most = 1;
  for (let last = 0, first = 0; last < minutes.length; last++) {
    while ((minutes[last]! - minutes[first]!) * MINUTE >= spread) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

const gaps = (minutes: readonly number[]): readonly number[] =>
  minutes.slice(1).map((minute, index) => minute - minutes[index]!);

/**
 * The n-th time of a run at which the schedules are due together, from 0 on, in seconds; Infinity where there is none.
 * A run begins a minute before the first of a day. Days of a cron expression that is not due daily are spread evenly.
 */
export function dueAt(config: ScheduleConfig, n: number): number {
  if (config.schedule === 'rate') return PRECISION + n * config.every;
  const cron = cronOf(config);
  if ('fault' in cron || cron.dayShare === 0) return Infinity;
  const { minutes, dayShare } = cron;
  const day = Math.floor(Math.floor(n / minutes.length) / dayShare + ROUNDING);
  return PRECISION + day * DAY + (minutes[n % minutes.length]! - minutes[0]!) * MINUTE;
}
