import { shardsFitAccount } from '#shared/services/kinesis/rules/shards-fit-account';
import { anAccount, aStream } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(shardsFitAccount, {
  valid: {
    'as many shards as the account has': [
      aStream('clicks', { shards: 600 }),
      aStream('orders', { shards: 400 }),
      anAccount({ region: 'eu-central-1' }),
    ],
  },
  invalid: {
    'more than that': {
      drawn: [
        aStream('clicks', { shards: 700 }),
        aStream('orders', { shards: 400 }),
        anAccount({ region: 'eu-central-1' }),
      ],
      message:
        'the streams have 1,100 shards but the account has 1,000 in eu-central-1: ask AWS for more, use on-demand streams, or use fewer shards',
      at: { resource: 'clicks', field: 'shards' },
    },
  },
});
