import { indexesFitTable } from '#shared/services/dynamodb/rules/indexes-fit-table';
import { aTable, anAccount } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(indexesFitTable, {
  valid: {
    'as many as AWS allows': [aTable('orders', { globalIndexes: 20 })],
    'more, where AWS raised the quota': [
      aTable('orders', { globalIndexes: 30 }),
      anAccount({ quotas: { 'dynamodb/global-indexes': 40 } }),
    ],
  },
  invalid: {
    'one too many': {
      drawn: [aTable('orders', { globalIndexes: 21 })],
      message:
        'orders has 21 global secondary indexes but AWS allows 20: ask AWS for more, or use one index for several kinds of item',
      at: { resource: 'orders', field: 'globalIndexes' },
    },
  },
});
