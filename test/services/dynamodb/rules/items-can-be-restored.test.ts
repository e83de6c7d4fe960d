import { itemsCanBeRestored } from '#shared/services/dynamodb/rules/items-can-be-restored';
import { aTable } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(itemsCanBeRestored, {
  valid: { 'a table with point-in-time recovery': [aTable('orders')] },
  invalid: {
    'a table without it': {
      drawn: [aTable('orders', { pointInTimeRecovery: false })],
      message: 'orders has no point-in-time recovery: what a faulty writer destroys cannot be brought back; turn it on',
      at: { resource: 'orders', field: 'pointInTimeRecovery' },
      remedy: 'Turn on point-in-time recovery',
    },
  },
});
