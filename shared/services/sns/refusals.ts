/** To whom a topic does not deliver. */
import type { StatedRefusal } from '#shared/model/service';

const SUBSCRIBE = 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html';
const asOf = '2026-11-23';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'deliver',
    to: 'publish',
    why: 'a topic cannot subscribe to a topic',
    source: SUBSCRIBE,
    asOf,
  },
  {
    from: 'deliver',
    to: 'put-record',
    why: 'a Kinesis data stream cannot subscribe to a topic (an Amazon Data Firehose stream can)',
    source: SUBSCRIBE,
    asOf,
  },
];
