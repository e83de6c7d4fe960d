/** Where a delivery stream leads nowhere by itself. */
import type { StatedRefusal } from '#shared/model/service';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'deliver-batches',
    to: 'enqueue',
    why: 'Firehose has no queue as a destination: the notification of an object that it wrote can fill one',
    source: 'https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html',
    asOf: '2026-11-23',
  },
  {
    from: 'deliver-batches',
    why: 'a delivery stream leads to one bucket or HTTP endpoint, and to the function that transforms its records',
    source: 'https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html',
    asOf: '2026-11-23',
  },
];
