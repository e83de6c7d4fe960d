import type { ResourceRule } from '#shared/model/rule';
import type { FlowConfig } from '../config';

export const failedRunsAreNoticed: ResourceRule<FlowConfig> = {
  id: 'appflow/failed-runs-are-noticed',
  title: 'somebody hears of runs that fail',
  severity: 'info',
  category: 'reliability',
  why: 'A failed run waits for the next trigger, and AppFlow deactivates a flow that goes on failing. There is no dead-letter queue: the event of the run’s end on the default bus, or an alarm, is all that tells of it.',
  source: 'https://docs.aws.amazon.com/appflow/latest/userguide/flow-notifications.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report) {
    if (outbound.some(({ to }) => 'takesServiceEvents' in to.terms && to.terms.takesServiceEvents)) return;
    report(
      { resource: id },
      `nothing in the drawing hears of runs of ${name} that fail: connect it to the default event bus, and a rule there to what should know`,
    );
  },
};
