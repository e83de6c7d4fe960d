/** What a state machine does not call in this model. */
import type { StatedRefusal } from '#shared/model/service';

const INTEGRATIONS = 'https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html';
const asOf = '2026-11-23';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'run-tasks',
    to: 'http',
    why: 'HTTP tasks, and tasks that call an API of the drawing, are not modelled',
    source: INTEGRATIONS,
    asOf,
  },
  {
    from: 'run-tasks',
    to: 'put-record',
    why: 'tasks by the integration with AWS’s SDK are modelled for no service: streams have no other',
    source: INTEGRATIONS,
    asOf,
  },
  {
    from: 'run-tasks',
    to: 'keep-objects',
    why: 'tasks by the integration with AWS’s SDK are modelled for no service: buckets have no other',
    source: INTEGRATIONS,
    asOf,
  },
  {
    from: 'run-tasks',
    to: 'start-workflow',
    why: 'executions that another state machine starts are not modelled',
    source: INTEGRATIONS,
    asOf,
  },
];
