import type { ContractTerms } from '#shared/model/contract';
import type { ResourceRule } from '#shared/model/rule';
import { listed, roughTime } from '#shared/model/wording';
import type { ScheduleConfig } from '../config';
import { targetsOf } from '../targets';
import { shortestInterval } from '../timing';

export const runsDoNotOverlap: ResourceRule<ScheduleConfig> = {
  id: 'scheduler/runs-do-not-overlap',
  title: 'a scheduled job ends before it is due again',
  severity: 'warning',
  category: 'semantics',
  why: 'EventBridge Scheduler does not look whether the last run is still at work: the next begins beside it. Two runs of one job then work on the same data, and each slows the other.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html',
  asOf: '2026-11-26',
  check({ id, name, config, outbound }, report) {
    const interval = shortestInterval(config);
    if (interval === undefined) return;
    const slow = targetsOf({ outbound }).filter(
      ({ to }) => to.contract === 'invoke' && (to.terms as ContractTerms['invoke']).duration.mean > interval,
    );
    if (slow.length === 0) return;
    const longest = Math.max(...slow.map(({ to }) => (to.terms as ContractTerms['invoke']).duration.mean));
    report(
      { resource: id, field: config.schedule === 'rate' ? 'every' : 'cron' },
      `${name} is due every ${roughTime(interval)} but ${listed(slow.map(({ to }) => to.resource.name))} ${slow.length === 1 ? 'takes' : 'take'} ${roughTime(longest)} on average, so that runs overlap: let it be due less often, split the work, or take a lock`,
    );
  },
};
