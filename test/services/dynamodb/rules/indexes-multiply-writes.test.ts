import { indexesMultiplyWrites } from '#shared/services/dynamodb/rules/indexes-multiply-writes';
import { aTable } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(indexesMultiplyWrites, {
  valid: {
    'two indexes': [aTable('orders', { globalIndexes: 2 })],
    'many that are sparse': [aTable('orders', { globalIndexes: 10, indexedShare: 0.1 })],
  },
  invalid: {
    'four that each write changes': {
      drawn: [aTable('orders', { globalIndexes: 4 })],
      message:
        'each write of orders is followed by 4 writes to its indexes, all of them paid for: keep sparse indexes, or fewer of them',
      at: { resource: 'orders', field: 'globalIndexes' },
    },
  },
});
