import { keysUseTheCapacity } from '#shared/services/dynamodb/rules/keys-use-the-capacity';
import { aTable } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(keysUseTheCapacity, {
  valid: {
    'many keys': [aTable('orders', { mode: 'provisioned', writeCapacity: 5000 })],
    'one key that is enough': [aTable('orders', { mode: 'provisioned', keySkew: 'single', writeCapacity: 1000 })],
    'an on-demand table': [aTable('orders', { keySkew: 'single', writeCapacity: 5000 })],
  },
  invalid: {
    'one key for 5,000 write units': {
      drawn: [aTable('orders', { mode: 'provisioned', keySkew: 'single', writeCapacity: 5000 })],
      message:
        'orders pays for 5,000 write units a second but its 1 partition key can use 1,000: spread the writes and reads over more keys, a suffix for example',
      at: { resource: 'orders', field: 'keySkew' },
    },
    'two keys for 9,000 read units': {
      drawn: [aTable('orders', { mode: 'provisioned', partitionKeys: 2, readCapacity: 9000 })],
      message:
        'orders pays for 9,000 read units a second but its 2 partition keys can use 6,000: spread the writes and reads over more keys, a suffix for example',
      at: { resource: 'orders', field: 'partitionKeys' },
    },
  },
});
