import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { FlowConfig } from '../config';

export const startedFlowsRunOnDemand: ResourceRule<FlowConfig> = {
  id: 'appflow/started-flows-run-on-demand',
  title: 'a flow that is started runs on demand',
  severity: 'warning',
  category: 'semantics',
  why: 'StartFlow runs an on-demand flow at once. Of a flow by schedule or on events it only activates the trigger: the call succeeds and nothing is moved.',
  source: 'https://docs.aws.amazon.com/appflow/1.0/APIReference/API_StartFlow.html',
  asOf: '2026-11-27',
  check({ id, name, config, inbound }, report) {
    const [first] = inbound;
    if (config.trigger === 'on-demand' || !first) return;
    report(
      { resource: id, field: 'trigger' },
      `${first.from.resource.name} starts ${name}, which runs ${config.trigger === 'event' ? 'on events' : 'by schedule'}: the call only activates it, so let it run on demand`,
      set(`Let ${name} run on demand`, { resource: id }, 'trigger', 'on-demand'),
    );
  },
};
