import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { counted, short } from '#shared/model/wording';
import type { StreamConfig } from '../config';

export const keysReachEveryShard: ResourceRule<StreamConfig> = {
  id: 'kinesis/keys-reach-every-shard',
  title: 'a stream has more partition keys than shards',
  severity: 'warning',
  category: 'capacity',
  why: 'All records of a partition key go to one shard. Shards beyond the number of keys stay empty and are paid for, while the shards that have keys take the whole load.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html',
  asOf: '2026-11-23',
  check({ id, name, config: { mode, shards, partitionKeys, keySkew } }, report) {
    const keys = keySkew === 'single' ? 1 : partitionKeys;
    if (mode !== 'provisioned' || keys >= shards) return;
    report(
      { resource: id, field: keySkew === 'single' ? 'keySkew' : 'partitionKeys' },
      `${name} has ${counted(shards, 'shard')} but ${counted(keys, 'partition key')}: ${short(shards - keys)} of the shards stay empty; use keys that differ more, or fewer shards`,
      set(`Use ${counted(keys, 'shard')}`, { resource: id }, 'shards', keys),
    );
  },
};
