import { shardsAreUsed } from '#shared/services/kinesis/rules/shards-are-used';
import { aClient, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(shardsAreUsed, {
  valid: {
    'shards that are half full': [
      aClient('sites', { rate: 2000 }),
      aStream('clicks', { shards: 4 }),
      joined('client/put-record', 'sites', 'clicks'),
    ],
    'one shard, however empty': [
      aClient('sites', { rate: 1 }),
      aStream('clicks'),
      joined('client/put-record', 'sites', 'clicks'),
    ],
  },
  invalid: {
    'twenty shards for a hundred records a second': {
      drawn: [
        aClient('sites', { rate: 100 }),
        aStream('clicks', { shards: 20 }),
        joined('client/put-record', 'sites', 'clicks'),
      ],
      message: 'clicks pays for 20 shards but the busiest is used to 0.526 %: 1 shard would take twice this load',
      at: { resource: 'clicks', field: 'shards' },
      remedy: 'Use 1 shard',
    },
  },
});
