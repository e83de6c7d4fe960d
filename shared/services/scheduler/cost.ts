/** What schedules are charged for: each invocation of a target. Schedules themselves cost nothing. */
import type { Usage, UsageContext } from '#shared/model/cost';
import { MONTH, product, reported } from '#shared/model/usage';
import type { ScheduleConfig } from './config';

export function usage({ report }: UsageContext<ScheduleConfig>): readonly Usage[] {
  return [
    product({ meter: 'eventbridge/scheduler' }, [
      { name: 'invocations, mean', value: reported(report, 'invocations'), unit: 'invocations/s' },
      MONTH,
    ]),
  ];
}
