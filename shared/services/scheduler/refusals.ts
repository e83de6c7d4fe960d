/** What a schedule does not invoke, or not in this model. */
import type { StatedRefusal } from '#shared/model/service';

const TARGETS = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html';
const asOf = '2026-11-23';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'schedule',
    to: 'http',
    why: 'a schedule calls AWS and no HTTP address',
    source: TARGETS,
    asOf,
  },
  {
    from: 'schedule',
    to: 'keep-items',
    why: 'universal targets, which call any AWS operation, are not modelled',
    source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html',
    asOf,
  },
];
