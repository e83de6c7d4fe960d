/** What a flow is charged for: each run, and each GB that it processes; mapping, filters and validation are included. */
import type { Usage, UsageContext } from '#shared/model/cost';
import { MONTH, PER_GB, product, reported } from '#shared/model/usage';
import type { FlowConfig } from './config';
import { sinkOf } from './connectors';

export function usage({ resource: { config }, report }: UsageContext<FlowConfig>): readonly Usage[] {
  const sink = sinkOf(config.sink);
  const isOutside = sink !== undefined && sink.inAws !== true && !config.sinkInAws;
  return [
    product({ meter: 'appflow/flow_run', ...titleOf(config) }, [
      { name: 'runs, mean', value: reported(report, 'runs'), unit: 'runs/s' },
      MONTH,
    ]),
    product({ meter: isOutside ? 'appflow/data_outside_aws' : 'appflow/data_within_aws' }, [
      { name: 'bytes read, mean', value: reported(report, 'bytes'), unit: 'B/s' },
      MONTH,
      PER_GB,
    ]),
  ];
}

/** Whether AWS counts each event as a run or writes several together is not stated. */
function titleOf({ trigger, eventsPerRun }: FlowConfig): { readonly title?: string } {
  if (trigger !== 'event') return {};
  return { title: `Flow runs, if ${eventsPerRun === 1 ? 'each event is one' : `${eventsPerRun} events are one`}` };
}
