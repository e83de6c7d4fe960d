/** Where pipes do not reach. */
import type { StatedRefusal } from '#shared/model/service';

const TARGETS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html';
const asOf = '2026-11-27';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'pass-batches',
    to: 'keep-items',
    why: 'a table is no target of a pipe: a function or an Express workflow as the target can write items',
    source: TARGETS,
    asOf,
  },
  {
    from: 'pass-batches',
    to: 'keep-objects',
    why: 'a bucket is no target of a pipe: a delivery stream as the target writes objects',
    source: TARGETS,
    asOf,
  },
];
