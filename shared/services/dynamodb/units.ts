/** Capacity units and partitions: the arithmetic that DynamoDB counts by. */
import type { Access } from '#shared/model/connection';
import type { Connection } from '#shared/model/graph';
import { KIB } from '#shared/model/unit';
import { chunks } from '#shared/model/usage';
import { zipfShares } from '#shared/queueing/shards';
import type { TableConfig } from './config';
import { quotas } from './quotas';

const WRITE_UNIT = KIB;
const READ_UNIT = 4 * KIB;

/** Units of a read, or of a write in a transaction, for each step of its size (Constraints, 2026-11-23). */
const READS: Readonly<Record<Access['consistency'], number>> = { eventual: 0.5, strong: 1, transactional: 2 };

/** Write units of one write of an item of `size` bytes: rounded up to 1 KB first, then doubled in a transaction. */
export function writeUnits(size: number, { consistency }: Pick<Access, 'consistency'>): number {
  return chunks(size, WRITE_UNIT) * (consistency === 'transactional' ? 2 : 1);
}

/** Read units of one read of an item of `size` bytes: rounded up to 4 KB first. */
export function readUnits(size: number, { consistency }: Pick<Access, 'consistency'>): number {
  return chunks(size, READ_UNIT) * READS[consistency];
}

/** Bytes of an item that is only read and whose size is not stated: one read unit. */
export const UNKNOWN_SIZE = READ_UNIT;
/** Mean bytes of a change of which only the keys are told: an assumption. */
const KEYS_BYTES = 256;

/** Bytes of a change of an item in the stream. */
export function changeBytes(itemBytes: number, { streamView }: TableConfig): number {
  if (streamView === 'KEYS_ONLY') return KEYS_BYTES;
  return streamView === 'NEW_AND_OLD_IMAGES' ? 2 * itemBytes : itemBytes;
}

/** @throws for a connection whose kind does not say what it does here: a mistake of that kind */
export function accessOf({ kind, config }: Connection): Access {
  const access = kind.accesses(config);
  if (!access) throw new Error(`${kind.id} does not say what it does with the items of a table`);
  return access;
}

/** Share (0..1) of all requests that ask for the most frequent partition key. */
export function hottestShare({ keySkew, partitionKeys }: TableConfig): number {
  if (keySkew === 'single') return 1;
  return keySkew === 'zipf' ? zipfShares(partitionKeys, 1).hottest : 1 / partitionKeys;
}

/** Fewest partitions that the table can have, and its stream shards: by writes, by reads and by bytes. */
export function partitions(config: TableConfig): number {
  const { writes, reads } = readyFor(config, stated);
  return Math.max(
    1,
    Math.ceil(writes / stated('dynamodb/partition-writes')),
    Math.ceil(reads / stated('dynamodb/partition-reads')),
    Math.ceil((config.storedBytes ?? 0) / stated('dynamodb/partition-bytes')),
  );
}

/** Units a second that the table takes at once, its quotas apart: the capacity that is set, or what it has grown to. */
export function readyFor(
  config: TableConfig,
  quota: (id: string) => number,
): { readonly writes: number; readonly reads: number } {
  if (config.mode === 'provisioned') return { writes: config.writeCapacity, reads: config.readCapacity };
  return {
    writes: Math.max(quota('dynamodb/new-table-writes'), config.warmWrites ?? 0, 2 * (config.peakWrites ?? 0)),
    reads: Math.max(quota('dynamodb/new-table-reads'), config.warmReads ?? 0, 2 * (config.peakReads ?? 0)),
  };
}

/** A quota as AWS states it, for what must not depend on the account: the shards that a port tells of. */
function stated(id: string): number {
  const quota = quotas.find((each) => each.id === id);
  if (!quota) throw new Error(`no quota ${id}`);
  return quota.value;
}
