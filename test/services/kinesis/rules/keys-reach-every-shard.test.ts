import { keysReachEveryShard } from '#shared/services/kinesis/rules/keys-reach-every-shard';
import { aStream } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(keysReachEveryShard, {
  valid: {
    'many keys': [aStream('clicks', { shards: 4 })],
    'one key on one shard': [aStream('clicks', { keySkew: 'single' })],
    'an on-demand stream, which shows no shards': [aStream('clicks', { mode: 'on-demand', partitionKeys: 1 })],
  },
  invalid: {
    'one key on four shards': {
      drawn: [aStream('clicks', { shards: 4, keySkew: 'single' })],
      message:
        'clicks has 4 shards but 1 partition key: 3 of the shards stay empty; use keys that differ more, or fewer shards',
      at: { resource: 'clicks', field: 'keySkew' },
      remedy: 'Use 1 shard',
    },
    'three keys on ten shards': {
      drawn: [aStream('clicks', { shards: 10, partitionKeys: 3 })],
      message:
        'clicks has 10 shards but 3 partition keys: 7 of the shards stay empty; use keys that differ more, or fewer shards',
      at: { resource: 'clicks', field: 'partitionKeys' },
      remedy: 'Use 3 shards',
    },
  },
});
