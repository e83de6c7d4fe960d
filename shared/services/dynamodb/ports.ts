import { port, type Port } from '#shared/model/service';
import { bytes, KIB, perSecond, seconds } from '#shared/model/unit';
import type { TableConfig } from './config';
import { partitions } from './units';

/** Of every item, names and values together (Constraints, 2026-11-23). */
const MAXIMUM_ITEM = 400 * KIB;
/** For which a change stays in the stream (Streams, 2026-11-23). */
export const STREAM_RETENTION = seconds(86_400);

export const ports: readonly Port<TableConfig>[] = [
  port('in', 'keep-items', ({ timeToLive }: TableConfig) => ({ maximumItemSize: bytes(MAXIMUM_ITEM), timeToLive })),
  port('out', 'read-shards', (table: TableConfig) => ({
    shards: partitions(table),
    retention: STREAM_RETENTION,
    recordRate: perSecond(partitions(table) * 1000),
    partitionKeys: table.keySkew === 'single' ? 1 : table.partitionKeys,
    maximumRecordSize: bytes(table.streamView === 'NEW_AND_OLD_IMAGES' ? 2 * MAXIMUM_ITEM : MAXIMUM_ITEM),
    records: 'item changes' as const,
    hasFanOut: false,
  })),
];
