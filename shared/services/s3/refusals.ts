/** To whom a bucket tells nothing. */
import type { StatedRefusal } from '#shared/model/service';

const DESTINATIONS =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html';
const asOf = '2026-11-23';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'notify',
    to: 'keep-objects',
    why: 'replication and batch copies between buckets are not modelled',
    source: DESTINATIONS,
    asOf,
  },
  {
    from: 'notify',
    why: 'a bucket sends its notifications to functions, standard queues, standard topics and EventBridge only',
    source: DESTINATIONS,
    asOf,
  },
];
