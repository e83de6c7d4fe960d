/** To whom a bus does not route, or not in this model. */
import type { StatedRefusal } from '#shared/model/service';

const TARGETS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html';
const asOf = '2026-11-23';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'route',
    to: 'http',
    why: 'API destinations and API Gateway targets of a rule are not modelled',
    source: TARGETS,
    asOf,
  },
];
