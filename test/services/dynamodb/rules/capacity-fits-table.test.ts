import { capacityFitsTable } from '#shared/services/dynamodb/rules/capacity-fits-table';
import { aTable, anAccount } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(capacityFitsTable, {
  valid: {
    'as much as a table has': [aTable('orders', { mode: 'provisioned', writeCapacity: 40_000, readCapacity: 40_000 })],
    'an account for which AWS raised the quota': [
      aTable('orders', { mode: 'provisioned', writeCapacity: 60_000 }),
      anAccount({ quotas: { 'dynamodb/table-writes': 100_000 } }),
    ],
    'an on-demand table, whose capacity is not set': [aTable('orders', { writeCapacity: 60_000 })],
  },
  invalid: {
    'more write units than a table has': {
      drawn: [aTable('orders', { mode: 'provisioned', writeCapacity: 60_000 })],
      message:
        'orders is provisioned with 60,000 write units but a table has 40,000 at most: ask AWS for more, or provision 40,000',
      at: { resource: 'orders', field: 'writeCapacity' },
      remedy: 'Provision 40,000 write units',
    },
    'more read units than a table has': {
      drawn: [aTable('orders', { mode: 'provisioned', readCapacity: 50_000 })],
      message:
        'orders is provisioned with 50,000 read units but a table has 40,000 at most: ask AWS for more, or provision 40,000',
      at: { resource: 'orders', field: 'readCapacity' },
      remedy: 'Provision 40,000 read units',
    },
  },
});
