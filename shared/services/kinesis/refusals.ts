/** Where a stream leads nowhere by itself. */
import type { StatedRefusal } from '#shared/model/service';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'read-shards',
    why: 'a stream passes nothing on: consumers read its records',
    source: 'https://docs.aws.amazon.com/streams/latest/dev/building-consumers.html',
    asOf: '2026-11-23',
  },
];
