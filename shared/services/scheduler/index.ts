import { defineService } from '#shared/model/service';
import { perSecond } from '#shared/model/unit';
import { durationText, short } from '#shared/model/wording';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type ScheduleConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { pools, quotas } from './quotas';
import { refusals } from './refusals';
import { accountRules, rules } from './rules/index';
import { actor } from './simulation';
import { duePerSecond } from './timing';

export const scheduler = defineService<ScheduleConfig>({
  id: 'scheduler',
  title: 'Amazon EventBridge Scheduler schedules',
  shortTitle: 'Schedules',
  category: 'entry',
  summary: 'Invokes a target at set times: at a rate, by a cron expression, or once.',
  keywords: ['cron', 'timer', 'job', 'nightly', 'periodic', 'schedule', 'reminder', 'delay', 'batch', 'entry', 'load'],
  defaultName: 'schedule',
  config,
  ports,
  connections,
  refusals,
  quotas,
  pools,
  rules,
  accountRules,
  cardLine: (own) => `${own.schedules === 1 ? '' : `${short(own.schedules)} × `}${times(own)}`,
  entryRate: (own) => perSecond(own.schedules * duePerSecond(own)),
  entryUnit: () => 'invocations',
  reactions: () => ({
    failures: ['errors', 'hot-key', 'poison-message', 'consumer-stopped'],
    quotas: ['scheduler/invocations'],
  }),
  capacity,
  usage,
  cdk,
  actor,
});

function times({ schedule, every, cron, dueWithin }: ScheduleConfig): string {
  if (schedule === 'rate') return `every ${durationText(every)}`;
  return schedule === 'cron' ? cron : `once, in ${durationText(dueWithin)}`;
}
