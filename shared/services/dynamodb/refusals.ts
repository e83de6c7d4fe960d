/** Where a table leads nowhere by itself. */
import type { StatedRefusal } from '#shared/model/service';

const STREAMS = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/streamsmain.html';
const asOf = '2026-11-23';

export const refusals: readonly StatedRefusal[] = [
  {
    from: 'read-shards',
    to: 'put-record',
    why: 'Kinesis Data Streams for DynamoDB, which copies the changes of a table to a data stream, is not modelled',
    source: STREAMS,
    asOf,
  },
  {
    from: 'read-shards',
    why: 'a table passes nothing on: consumers read the changes in its stream',
    source: STREAMS,
    asOf,
  },
];
