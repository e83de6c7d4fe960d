import type { ResourceRule } from '#shared/model/rule';
import { roughTime, short } from '#shared/model/wording';
import type { ScheduleConfig } from '../config';
import { targetsOf } from '../targets';
import { duePerSecond, peakPerSecond, spreadOf } from '../timing';

/** Invocations a second from which a burst is more than a trifle for what stands behind it. */
const NOTICEABLE = 1;
/** Times the mean. */
const UNEVEN = 10;

export const burstsAreSimulated: ResourceRule<ScheduleConfig> = {
  id: 'scheduler/bursts-are-simulated',
  title: 'what is due together is judged by a run, not by its mean',
  severity: 'info',
  category: 'capacity',
  why: 'Schedules that are due in the same minute bring all their load in that minute. Figures of the steady state are means over the day, in which such a burst does not show; a run, request by request, has it as it comes.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report) {
    const targets = targetsOf({ outbound }).length;
    const peak = config.schedules * peakPerSecond(config) * targets;
    const mean = config.schedules * duePerSecond(config) * targets;
    if (peak < NOTICEABLE || peak < mean * UNEVEN) return;
    report(
      { resource: id, field: 'flexibleWindow' },
      `${name} invokes ${short(peak)} times a second for ${roughTime(spreadOf(config))} whenever it is due, ${short(Math.round(peak / mean))} times the mean that the steady state counts: see in a run what the burst does, or spread it over a longer window`,
    );
  },
};
