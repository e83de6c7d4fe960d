import { capacityFitsAccount } from '#shared/services/dynamodb/rules/capacity-fits-account';
import { aTable } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(capacityFitsAccount, {
  valid: {
    'as much as the account has': [
      aTable('carts', { mode: 'provisioned', writeCapacity: 40_000 }),
      aTable('orders', { mode: 'provisioned', writeCapacity: 40_000 }),
    ],
    'on-demand tables, which do not count': [aTable('carts'), aTable('orders')],
  },
  invalid: {
    'an index that counts once more': {
      drawn: [
        aTable('carts', { mode: 'provisioned', writeCapacity: 30_000 }),
        aTable('orders', { mode: 'provisioned', writeCapacity: 30_000, globalIndexes: 1 }),
      ],
      message:
        'the tables and their indexes are provisioned with 90,000 write units but the account has 80,000 in us-east-1: ask AWS for more, use on-demand tables, or provision less',
      at: { resource: 'orders', field: 'writeCapacity' },
    },
  },
});
