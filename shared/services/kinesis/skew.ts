/** How unevenly the partition keys load the shards. */
import { hotKeyShardShare, hottestShard, zipfShares } from '#shared/queueing/shards';
import type { StreamConfig } from './config';

/** Keys per shard above which equal keys spread evenly to within a percent or so. */
const EVEN = 20_000;

const known = new Map<string, number>();

/**
 * Expected share (0..1) of all records that the busiest shard takes: exact multinomial for equal keys, the shard of
 * the most frequent key for a Zipf law (shared/queueing/shards).
 */
export function busiestShare({ shards, partitionKeys, keySkew }: StreamConfig): number {
  if (keySkew === 'single' || shards === 1) return 1;
  const key = `${keySkew}/${shards}/${partitionKeys}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const share =
    keySkew === 'zipf'
      ? hotKeyShardShare(zipfShares(partitionKeys, 1).hottest, shards)
      : partitionKeys / shards > EVEN
        ? 1 / shards
        : hottestShard(partitionKeys, shards).share;
  // Solving asks for the same few streams again and again; the bound keeps a long session from growing.
  if (known.size > 500) known.clear();
  known.set(key, share);
  return share;
}
